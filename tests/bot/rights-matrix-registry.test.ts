import { writeXlsx } from "hucre";
import { IMPORTED, REGISTRY_DOORS } from "./registry-doors.ts";
import { describeDoors } from "./rights-door.ts";
import { openRightsStage } from "./rights-stage.ts";

const ROWS = [
  ["企业名称", "区", "行业"],
  [IMPORTED, "洛江区", "超市"],
];

describeDoors(REGISTRY_DOORS, async () => openRightsStage(Uint8Array.from(await writeXlsx({ sheets: [{ name: "企业", rows: ROWS }] }))));
