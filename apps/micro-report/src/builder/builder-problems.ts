import { defineProblem } from '@galley/platform';

/** A source of the builder is gone, of another kind, or fails; `reason` names micro-data's code. */
export const SourceUnreadable = defineProblem('source-unreadable', 409, 'The source cannot be read');
/** The template was changed by hand since it was built: a new build would lose that change. */
export const DesignOutdated = defineProblem('design-outdated', 409, 'The design is outdated');
/** The template was never made with the builder. */
export const NotBuilt = defineProblem('not-built', 409, 'The template has no design');
