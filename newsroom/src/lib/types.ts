// What the API speaks of. Fields that are not shown anywhere are left out.

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
  passkeys: { id: string; name: string; created_at?: string; last_used_at?: string | null }[];
  is_demo?: boolean;
}

export interface Named {
  id: string;
  name: string;
}

export interface Section extends Named {
  slug: string;
  edition?: string;
}

export const STATES = ["draft", "submitted", "in_edit", "ready", "scheduled", "published"] as const;
export type State = (typeof STATES)[number] | "spiked" | "killed";

export const FORMATS = [
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
] as const;

export interface StoryLine {
  id: string;
  edition: string;
  format: string;
  slug: string;
  headline: string;
  kicker: string | null;
  section: Section | null;
  desk: Named | null;
  state: State;
  assignee: Named | null;
  due_at: string | null;
  publish_at: string | null;
  unpublish_at: string | null;
  embargo_until: string | null;
  legal_hold: boolean;
  updated_at: string;
  first_published_at: string | null;
  word_count: number | null;
  picture: { id: string; src: string | null; alt: string | null } | null;
  path: string | null;
  behind: boolean;
  revision: number;
  public_revision: number | null;
  people: { id: string | null; name: string }[];
}

export interface Can {
  write: boolean;
  edit: boolean;
  publish: boolean;
  kill: boolean;
}

export interface Notice {
  id: string;
  kind: string;
  text: string;
  at: string;
}

export interface Story extends StoryLine {
  tags: (Named & { slug: string })[];
  byline: Named[];
  comments: string;
  note: string | null;
  etag: string;
  notices: Notice[];
  translations: { id: string; edition: string; headline: string; state: State; is_original: boolean }[];
  translation_state: string | null;
  can: Can;
}

export interface Check {
  level: "block" | "warn";
  code: string;
  message: string;
  where?: string;
  particulars?: Record<string, string>;
}

export interface Moment {
  id: string;
  at: string;
  kind: string;
  by: { id: string | null; name: string } | null;
  particulars: Record<string, unknown>;
}

export interface Revision {
  id: string;
  number: number;
  by: { id: string | null; name: string } | null;
  note: string;
  at: string;
  is_public: boolean;
  content?: Record<string, unknown>;
}

export interface Edition {
  code: string;
  name: string;
  locale: string;
}

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
