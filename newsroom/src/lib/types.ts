// What the API speaks of. Stories are typed by the API's own description (`npm run types` makes it of
// docs/src/reference/openapi.json); accounts and pictures, which that describes only in words, by hand.

import type { components } from "../../dist/types/openapi";

type Schemas = components["schemas"];

export type StoryLine = Schemas["StoryCard"];
export type Story = Schemas["StoryShown"];
export type State = Schemas["WorkflowState"];
export type Format = Schemas["StoryFormat"];
export type Check = Schemas["Check"];
export type Outlook = Schemas["PublicationPreview"];
export type Publication = Schemas["Publication"];
export type Moment = Schemas["TimelineEntry"];
export type Revision = Schemas["Revision"];
export type Edition = Schemas["Edition"];
export type Section = Schemas["Section"];

export interface Given {
  role: string;
  edition: string | null;
  section: string | null;
  desk: string | null;
}

export interface Me {
  id: string;
  name: string;
  email: string;
  roles: Given[];
  rights: string[];
  locale: string | null;
  has_totp: boolean;
  recovery_codes_left: number;
  passkeys: number;
  is_demo?: boolean;
}

export interface Named {
  id: string;
  name: string;
}

/** Columns of the board. */
export const STATES: State[] = ["draft", "submitted", "in_edit", "ready", "scheduled", "published"];
export const FORMATS: Format[] = [
  "news",
  "analysis",
  "feature",
  "opinion",
  "explainer",
  "interview",
  "offbeat",
  "gallery",
  "live_blog",
  "press_review",
  "obituary",
];

export interface PictureLine {
  id: string;
  hash?: string | null;
  file: string | null;
  caption: string | null;
  credit_line: string | null;
  photographer: string | null;
  alt: string | null;
  rights: string;
  public_stories: number;
  lacks: string[];
}

export interface Picture extends PictureLine {
  headline: string | null;
  bytes: number;
  media_type: string | null;
  width: number | null;
  height: number | null;
  source: string | null;
  copyright: string | null;
  notes?: string[];
  created_at: string;
}

export interface Person {
  id: string;
  name: string;
  email?: string;
  /** Only for those who may give roles. */
  roles?: Given[];
  disabled: boolean;
  last_seen?: string | null;
}
