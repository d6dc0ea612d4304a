import { NOTICE_DOORS } from "./notice-doors.ts";
import { describeDoors } from "./rights-door.ts";

describeDoors(NOTICE_DOORS);
