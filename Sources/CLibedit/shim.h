#ifndef TRILEMMA_CLIBEDIT_SHIM_H
#define TRILEMMA_CLIBEDIT_SHIM_H

#include <histedit.h>

/*
 * libedit's variadic functions, one inline form for each shape of arguments, because Swift cannot
 * call variadic C functions.
 */

typedef char *(*ClibeditPrompt)(EditLine *);
typedef unsigned char (*ClibeditCommand)(EditLine *, int);

static inline int el_set_text(EditLine *editor, int operation, const char *text) {
  return el_set(editor, operation, text);
}

static inline int el_set_number(EditLine *editor, int operation, int number) {
  return el_set(editor, operation, number);
}

static inline int el_set_pointer(EditLine *editor, int operation, void *pointer) {
  return el_set(editor, operation, pointer);
}

static inline int el_get_pointer(EditLine *editor, int operation, void **pointer) {
  return el_get(editor, operation, pointer);
}

static inline int el_set_prompt(EditLine *editor, ClibeditPrompt prompt) {
  return el_set(editor, EL_PROMPT, prompt);
}

static inline int el_add_command(
    EditLine *editor, const char *name, const char *help, ClibeditCommand command) {
  return el_set(editor, EL_ADDFN, name, help, command);
}

static inline int el_bind_key(EditLine *editor, const char *key, const char *command) {
  return el_set(editor, EL_BIND, key, command, (char *)0);
}

static inline int el_set_tty(EditLine *editor, const char *mode, const char *setting) {
  return el_set(editor, EL_SETTY, mode, setting, (char *)0);
}

static inline int el_attach_history(EditLine *editor, History *past) {
  return el_set(editor, EL_HIST, history, past);
}

static inline int history_number(History *past, HistEvent *event, int operation, int number) {
  return history(past, event, operation, number);
}

static inline int history_text(History *past, HistEvent *event, int operation, const char *text) {
  return history(past, event, operation, text);
}

static inline int history_stream(History *past, HistEvent *event, int operation, FILE *stream) {
  return history(past, event, operation, stream);
}

#endif
