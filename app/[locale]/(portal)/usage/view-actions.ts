import { changeViewAction, removeViewAction, saveViewAction } from './actions.ts';

export const VIEW_ACTIONS = { save: saveViewAction, change: changeViewAction, remove: removeViewAction };
