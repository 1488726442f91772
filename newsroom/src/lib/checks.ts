// What publishing a story would say now.

import { get } from "./api";
import type { Check } from "./types";

export interface Outlook {
  checks: Check[];
  pages: number;
}

export const outlook = (story: string) => get<Outlook>(`/stories/${story}/publication-preview`);
