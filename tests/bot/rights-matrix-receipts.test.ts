import { RECEIPT_DOORS } from "./receipt-doors.ts";
import { describeDoors } from "./rights-door.ts";

describeDoors(RECEIPT_DOORS);
