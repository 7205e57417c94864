// The page and the element in the oldest browser that is promised: the same tests. Those of
// accessibility and of whole sessions in each editor have not been seen to pass there yet.
import { runIn } from "../support/engines/all.mjs";

runIn("chromium86", ["page/accessibility", "element/accessibility", "element/editors"]);
