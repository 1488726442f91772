// Elements of the body that have fields of their own: each is a small Svelte component within the text.

import type { Editor, NodeViewRenderer } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { mount, unmount, type Component } from "svelte";

export interface BlockProps {
  /** Its name, as the schema has it. */
  kind: string;
  /** Attributes of the element, as they are now. */
  attrs: Record<string, string | null>;
  /** The element is selected as a whole. */
  isSelected: boolean;
  isEditable: boolean;
  /** Puts attributes in. */
  set: (patch: Record<string, string | null>) => void;
  remove: () => void;
  editor: Editor;
  /** Where it stands now. */
  at: () => number | undefined;
}

interface Shape {
  /** The element that holds it, and the one its own text stands in, if it has text. */
  tag?: string;
  content?: string;
  /** The component's fields stand above the text rather than below. */
  above?: boolean;
}

/** How a kind of element is shown by a component. */
export function shownBy(component: Component<BlockProps>, shape: Shape = {}): NodeViewRenderer {
  return ({ node, editor, getPos }) => {
    const dom = document.createElement(shape.tag ?? "div");
    dom.className = `block block-${node.type.name}`;
    const contentDOM = shape.content ? document.createElement(shape.content) : undefined;
    const fields = document.createElement("div");
    fields.className = "block-fields";
    fields.contentEditable = "false";
    if (shape.above) dom.append(fields);
    if (contentDOM) {
      contentDOM.className = "block-text";
      dom.append(contentDOM);
    }
    if (!shape.above) dom.append(fields);

    let current: Node = node;
    const props = $state<BlockProps>({
      kind: node.type.name,
      attrs: { ...node.attrs } as BlockProps["attrs"],
      isSelected: false,
      isEditable: editor.isEditable,
      set(patch) {
        const at = getPos();
        if (at === undefined || !editor.isEditable) return;
        const { tr } = editor.state;
        for (const [name, value] of Object.entries(patch)) {
          if ((current.attrs[name] ?? null) !== value) tr.setNodeAttribute(at, name, value);
        }
        if (tr.docChanged) editor.view.dispatch(tr);
      },
      remove() {
        const at = getPos();
        if (at === undefined) return;
        editor.view.dispatch(editor.state.tr.delete(at, at + current.nodeSize));
        editor.commands.focus();
      },
      get editor() {
        return editor;
      },
      at: () => getPos(),
    });
    const mounted = mount(component, { target: fields, props });
    const settle = () => queueMicrotask(() => (props.isEditable = editor.isEditable));
    editor.on("update", settle);

    return {
      dom,
      contentDOM,
      update(next) {
        if (next.type !== current.type) return false;
        current = next;
        queueMicrotask(() => (props.attrs = { ...next.attrs } as BlockProps["attrs"]));
        return true;
      },
      selectNode() {
        dom.classList.add("selected");
        queueMicrotask(() => (props.isSelected = true));
      },
      deselectNode() {
        dom.classList.remove("selected");
        queueMicrotask(() => (props.isSelected = false));
      },
      stopEvent(event) {
        const target = event.target as HTMLElement;
        const isInFields = fields.contains(target) || target.closest?.("dialog") !== null;
        // The handle drags the whole element.
        return isInFields && !(event.type.startsWith("drag") || event.type === "drop");
      },
      ignoreMutation(mutation) {
        return !contentDOM?.contains(mutation.target) || mutation.target === dom;
      },
      destroy() {
        editor.off("update", settle);
        void unmount(mounted);
      },
    };
  };
}
