import type { Draft, Tool } from '../document.ts';
import { changeById, changeColumn, removeById } from './change.ts';

export type ToolEdit =
  | { type: 'addTool'; columnId: string; tool: Tool }
  | { type: 'setTool'; columnId: string; toolId: string; change: Partial<Omit<Tool, 'id'>> }
  | { type: 'removeTool'; columnId: string; toolId: string };

export function editTools(draft: Draft, edit: ToolEdit): Draft {
  const change = (next: (tools: Tool[]) => Tool[]) =>
    changeColumn(draft, edit.columnId, (column) => {
      const tools = next(column.tools);
      return tools === column.tools ? column : { ...column, tools };
    });
  switch (edit.type) {
    case 'addTool':
      return change((tools) => [...tools, edit.tool]);
    case 'setTool':
      return change((tools) => changeById(tools, edit.toolId, (tool) => ({ ...tool, ...edit.change })));
    case 'removeTool':
      return change((tools) => removeById(tools, edit.toolId));
  }
}
