import { TemplateError } from '../../faults.js';
import { readXml } from '../../xml/read-xml.js';
import { XmlError, type XmlElement } from '../../xml/xml-element.js';
import type { Dialog } from '../dialog.js';
import { checkDialog } from '../json-dialog.js';
import { attribute, fieldOf } from './controls.js';

/**
 * Reads `<Dialog>` XML: a Label names the input that follows it, one that no input follows is a caption and no field.
 * Throws `TemplateError` with every fault, pointers below `base` as if the fields were written in JSON.
 */
export function readXmlDialog(text: string, base: string): Dialog {
  const root = rootOf(text, base);
  if (root.name !== 'Dialog') {
    throw new TemplateError([{ pointer: base, detail: `has the root <${root.name}>, not <Dialog>` }]);
  }
  return checkDialog({ fields: fieldsOf(root) }, base);
}

function rootOf(text: string, base: string): XmlElement {
  try {
    return readXml(text);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const where = `line ${error.line}, column ${error.column}`;
    throw new TemplateError([{ pointer: base, detail: `is no XML we read: ${error.message} (${where})` }]);
  }
}

function fieldsOf(parent: XmlElement): object[] {
  let label: string | null = null;
  return parent.children.flatMap((element) => {
    if (element.name.toLowerCase() === 'label') {
      label = attribute(element, ['Text']) ?? element.text.trim();
      return [];
    }
    const own = label;
    label = null;
    // Frames and panels have no name of their own.
    if (attribute(element, ['Name']) === undefined && element.children.length > 0) return fieldsOf(element);
    return [fieldOf(element, own)];
  });
}
