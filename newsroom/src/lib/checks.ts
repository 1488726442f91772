// What publishing a story would say now.

import { get } from "./api";
import type { Outlook } from "./types";

export const outlook = (story: string) => get<Outlook>(`/stories/${story}/publication-preview`);
