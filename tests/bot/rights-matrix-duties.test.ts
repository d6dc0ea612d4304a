import { DUTY_DOORS } from "./duty-doors.ts";
import { describeDoors } from "./rights-door.ts";

describeDoors(DUTY_DOORS);
