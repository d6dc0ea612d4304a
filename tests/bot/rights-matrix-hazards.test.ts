import { HAZARD_DOORS } from "./hazard-doors.ts";
import { describeDoors } from "./rights-door.ts";

describeDoors(HAZARD_DOORS);
