-- Tables that do not depend on the kinds of entries. Those of a kind are made from its fields.

CREATE TABLE about ( -- what this file is, and what each table and view holds
  subject TEXT PRIMARY KEY,
  says TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE facets ( -- terms by which entries are selected, as in `kb.load().select`
  entry TEXT NOT NULL REFERENCES entries,
  facet TEXT NOT NULL,
  term TEXT NOT NULL,
  PRIMARY KEY (entry, facet, term)
) WITHOUT ROWID;

CREATE TABLE names ( -- aliases, phrases in people's own words, and former ids of entries
  entry TEXT NOT NULL REFERENCES entries,
  role TEXT NOT NULL CHECK (role IN ('alias', 'phrase', 'former id')),
  name TEXT NOT NULL,
  PRIMARY KEY (entry, role, name)
) WITHOUT ROWID;

CREATE TABLE terms ( -- the closed vocabularies
  vocabulary TEXT NOT NULL,
  id TEXT NOT NULL,
  title TEXT NOT NULL,
  definition TEXT NOT NULL,
  edition TEXT,
  home_page TEXT,
  licence TEXT,
  PRIMARY KEY (vocabulary, id)
) WITHOUT ROWID;

CREATE TABLE mappings ( -- what entries and terms are called in external taxonomies
  entry TEXT REFERENCES entries,
  vocabulary TEXT,
  term TEXT,
  scheme TEXT NOT NULL,
  scheme_id TEXT NOT NULL,
  match TEXT NOT NULL, -- exact, close, broad, narrow or related, after SKOS
  FOREIGN KEY (vocabulary, term) REFERENCES terms,
  CHECK ((entry IS NULL) = (term IS NOT NULL))
);

CREATE TABLE links ( -- links between entries, each with its reason and the grade of its evidence
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL REFERENCES entries,
  relation TEXT NOT NULL,
  target TEXT NOT NULL REFERENCES entries,
  why TEXT NOT NULL,
  grade TEXT NOT NULL, -- A (best) to E (no source)
  contested INTEGER NOT NULL, -- 1 if a source contradicts
  strength TEXT,
  likelihood TEXT,
  effect TEXT,
  effectiveness TEXT,
  outcome TEXT,
  how_to_tell TEXT
) WITHOUT ROWID;
CREATE INDEX links_by_source ON links (source, relation);
CREATE INDEX links_by_target ON links (target, relation);

CREATE TABLE trade_offs ( -- what mitigations do to quality attributes besides their purpose
  id TEXT PRIMARY KEY,
  mitigation TEXT NOT NULL REFERENCES entries,
  vocabulary TEXT NOT NULL DEFAULT 'quality-attributes',
  quality_attribute TEXT NOT NULL,
  direction TEXT NOT NULL, -- improves or worsens
  size TEXT NOT NULL,
  why TEXT NOT NULL,
  FOREIGN KEY (vocabulary, quality_attribute) REFERENCES terms
) WITHOUT ROWID;

CREATE TABLE evidence ( -- what a source says on an entry, on one of its links or of its trade-offs
  id TEXT PRIMARY KEY,
  entry TEXT NOT NULL REFERENCES entries,
  link TEXT REFERENCES links,
  trade_off TEXT REFERENCES trade_offs,
  source TEXT NOT NULL REFERENCES sources,
  locator TEXT,
  finding TEXT NOT NULL,
  stance TEXT NOT NULL, -- supports or contradicts
  n INTEGER,
  "of" INTEGER,
  unit TEXT
) WITHOUT ROWID;
CREATE INDEX evidence_by_source ON evidence (source);

CREATE TABLE prevalence ( -- how often an issue was met: every figure with its 95 % interval
  issue TEXT NOT NULL REFERENCES entries,
  source TEXT NOT NULL REFERENCES entries, -- a source, or a study for answers to a questionnaire
  locator TEXT NOT NULL,
  finding TEXT NOT NULL,
  n INTEGER NOT NULL,
  "of" INTEGER NOT NULL,
  unit TEXT NOT NULL,
  low REAL NOT NULL,
  high REAL NOT NULL
);

CREATE VIRTUAL TABLE search USING fts5( -- full text of entries; see `kb.export.formats.sqlite_search`
  id UNINDEXED, title, aliases, phrases, summary,
  tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE VIEW mitigations_of_issues AS -- what helps against an issue, itself or through a root cause of it
SELECT
  issue.id AS issue,
  issue_entry.title AS issue_title,
  issue.detectability,
  issue.severity_rating AS severity,
  issue.phase_introduced,
  issue.phase_visible,
  way.root_cause, -- null where the mitigation acts on the issue itself
  way.mitigation,
  fix_entry.title AS mitigation_title,
  way.effect,
  way.effectiveness,
  way.grade,
  way.contested,
  way.why,
  fix.effort_setup_low,
  fix.effort_setup_high
FROM (
  SELECT source AS issue, NULL AS root_cause, target AS mitigation, effect, effectiveness, grade, contested, why
  FROM links
  WHERE relation = 'mitigated_by' AND source IN (SELECT id FROM issues)
  UNION ALL
  SELECT cause.source, cause.target, fix.target, fix.effect, fix.effectiveness, fix.grade, fix.contested, fix.why
  FROM links AS cause JOIN links AS fix ON fix.source = cause.target
  WHERE cause.relation = 'caused_by' AND fix.relation = 'mitigated_by'
) AS way
JOIN issues AS issue ON issue.id = way.issue
JOIN entries AS issue_entry ON issue_entry.id = way.issue
JOIN entries AS fix_entry ON fix_entry.id = way.mitigation
JOIN mitigations AS fix ON fix.id = way.mitigation
WHERE issue_entry.status <> 'retired' AND fix_entry.status <> 'retired';

CREATE VIEW silent_issues AS -- issues that nothing announces, and what would notice them
SELECT
  entries.id,
  entries.title,
  issues.severity_rating AS severity,
  issues.phase_introduced,
  issues.phase_visible,
  entries.grade,
  (SELECT count(*) FROM links WHERE source = entries.id AND effect = 'detects') AS detecting_mitigations,
  (SELECT count(DISTINCT target) FROM links WHERE source = entries.id AND relation = 'confirmed_by') AS checks,
  issues.why_missed
FROM issues JOIN entries USING (id)
WHERE issues.detectability = 'silent' AND entries.status <> 'retired';

CREATE VIEW issue_coverage AS -- how much the catalog knows about each issue
SELECT
  entries.id,
  entries.title,
  entries.status,
  entries.grade,
  count(DISTINCT CASE relation WHEN 'caused_by' THEN target END) AS root_causes,
  count(DISTINCT CASE relation WHEN 'manifests_as' THEN target END) AS symptoms,
  count(DISTINCT CASE relation WHEN 'leads_to' THEN target END) AS consequences,
  count(DISTINCT CASE relation WHEN 'confirmed_by' THEN target END) AS checks,
  count(DISTINCT CASE relation WHEN 'mitigated_by' THEN target END) AS mitigations,
  (SELECT count(DISTINCT source) FROM evidence WHERE entry = entries.id) AS sources
FROM entries LEFT JOIN links ON links.source = entries.id
WHERE entries.kind = 'issue'
GROUP BY entries.id;

CREATE VIEW tool_coverage AS -- which issues a tool notices or treats, and through which entry
SELECT
  facets.term AS tool,
  links.source AS issue,
  entries.title AS issue_title,
  CASE WHEN links.relation = 'confirmed_by' OR links.effect = 'detects' THEN 'notices' ELSE 'treats' END AS how,
  links.target AS via
FROM facets
JOIN links ON links.target = facets.entry AND links.relation IN ('mitigated_by', 'confirmed_by')
JOIN entries ON entries.id = links.source AND entries.kind = 'issue' AND entries.status <> 'retired'
LEFT JOIN checks ON checks.id = links.target
WHERE facets.facet = 'tool'
  AND (links.relation = 'mitigated_by'
    OR (links.strength <> 'argues-against' AND checks.automation IN ('scripted', 'continuous')))
GROUP BY 1, 2, 4, 5;

CREATE VIEW causal_chains AS -- from a root cause over an issue to the harm
SELECT
  cause.target AS root_cause,
  cause.strength,
  cause.source AS issue,
  harm.likelihood,
  harm.target AS consequence
FROM links AS cause JOIN links AS harm ON harm.source = cause.source
WHERE cause.relation = 'caused_by' AND harm.relation = 'leads_to';

CREATE VIEW citations AS -- every piece of evidence with the claim and the work behind it
SELECT
  evidence.entry,
  coalesce(links.relation, CASE WHEN evidence.trade_off IS NULL THEN 'entry' ELSE 'trade_off' END) AS claim,
  links.target,
  evidence.stance,
  evidence.finding,
  evidence.locator,
  evidence.n,
  evidence."of",
  evidence.unit,
  sources.id AS source,
  sources.design,
  sources.year,
  sources.seen
FROM evidence
JOIN sources ON sources.id = evidence.source
LEFT JOIN links ON links.id = evidence.link;
