/* Recording declarations.
 *
 * A constructor copies its table into nodes and returns; what it means is decided when all names are known. Functions
 * stay in Lua, in registry tables by index. A mistake in one declaration must not hide the next, so almost everything
 * wrong here is a finding and the file runs on: an unknown constructor (`sate { … }`) becomes a finding and a function
 * that does nothing.
 *
 * The recorder is found through the registry. It is there only while declaring: a constructor kept in a local and
 * called from a hook says so. */
#include "record.h"

#include <stdio.h>
#include <string.h>

#include "ftl.h"
#include "hooks.h"
#include "library.h"
#include "words.h"

enum { SHORT = 160, LONG = 500 };

static const char recorder_key[] = "polder.recorder";

static pl_recorder *recorder_of(lua_State *L) {
  lua_getfield(L, LUA_REGISTRYINDEX, recorder_key);
  pl_recorder *recorder = lua_touserdata(L, -1);
  lua_pop(L, 1);
  return recorder;
}

static pl_recorder *need_recorder(lua_State *L, const char *name) {
  pl_recorder *recorder = recorder_of(L);
  if (!recorder)
    luaL_error(L, PL_TEXT("%s declares something: that belongs at the top of the file, not in a hook"), name);
  return recorder;
}

/* The bundle's own copy of a file's name, or NULL. */
static const pl_file *find_file(const pl_bundle *bundle, const char *name) {
  for (size_t i = 0; i < bundle->count; i++)
    if (!strcmp(bundle->file[i].name, name)) return &bundle->file[i];
  return NULL;
}

/* File and line of the Lua code that called the running C function. */
static void find_caller(lua_State *L, const pl_recorder *recorder, const char **file, int *line) {
  lua_Debug ar;
  *file = recorder->source->bundle->file[0].name;
  *line = 0;
  for (int level = 1; lua_getstack(L, level, &ar); level++) {
    if (!lua_getinfo(L, "Sl", &ar) || ar.currentline <= 0) continue;
    const char *name = ar.source[0] == '=' || ar.source[0] == '@' ? ar.source + 1 : ar.short_src;
    const pl_file *found = find_file(recorder->source->bundle, name);
    if (found) *file = found->name;
    *line = ar.currentline;
    return;
  }
}

static int no_memory(lua_State *L, pl_recorder *recorder) {
  recorder->room.no_memory = true;
  return luaL_error(L, PL_TEXT("out of memory"));
}

/* A finding at the caller's line; `word` is marked there. */
static void complain(lua_State *L, pl_recorder *recorder, const char *code, const char *word, const char *hint,
                     const char *message) {
  const char *file;
  int line;
  find_caller(L, recorder, &file, &line);
  if (!pl_source_complain(recorder->source, code, file, line, word, hint, message)) no_memory(L, recorder);
}

/* What the first argument is, in words. */
static const char *argument_noun(lua_State *L) {
  switch (lua_type(L, 1)) {
  case LUA_TNONE:
  case LUA_TNIL: return PL_TEXT("nothing");
  case LUA_TSTRING: return PL_TEXT("a text");
  case LUA_TNUMBER: return PL_TEXT("a number");
  case LUA_TTABLE: return PL_TEXT("a table");
  case LUA_TFUNCTION: return PL_TEXT("a function");
  default: return PL_TEXT("something else");
  }
}

/* ---- declarations ---- */
static void keep_function(lua_State *L, const char *table, const char *field, size_t index) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, table);
  lua_pushstring(L, field);
  lua_rawget(L, 1);
  lua_rawseti(L, -2, (lua_Integer)index + 1);
  lua_pop(L, 1);
}

static const char *id_of(const pl_node *node) {
  const pl_node *id = pl_node_find(node, "id");
  return id && id->kind == PL_NODE_TEXT && pl_is_id(id->text, id->length) ? id->text : "";
}

static void check_first(lua_State *L, pl_recorder *recorder, const char *name) {
  if (recorder->has_version || recorder->has_complained) return;
  recorder->has_complained = true;
  complain(L, recorder, "E210", name, PL_LATER("put it above everything else"),
           PL_LATER("a scenario begins with polder \"1\", the schema's version"));
}

static void keep_functions(lua_State *L, pl_recorder *recorder, pl_kind kind) {
  if (kind == PL_KIND_OBJECTIVE) keep_function(L, PL_HOOKS_TESTS, "test", recorder->count[kind]);
  if (kind == PL_KIND_BOT) keep_function(L, PL_HOOKS_BOTS, "decide", recorder->count[kind]);
  recorder->count[kind]++;
}

static int declare(lua_State *L) {
  pl_kind kind = (pl_kind)lua_tointeger(L, lua_upvalueindex(1));
  const char *name = pl_schema_of(kind)->name;
  pl_recorder *recorder = need_recorder(L, name);
  char message[SHORT];
  if (recorder->is_repeat) {
    if (lua_type(L, 1) == LUA_TTABLE) keep_functions(L, recorder, kind);
    return 0;
  }
  check_first(L, recorder, name);
  if (lua_type(L, 1) != LUA_TTABLE) {
    snprintf(message, sizeof message, PL_TEXT("%s is called with %s, expected a table: %s { … }"), name,
             argument_noun(L), name);
    complain(L, recorder, "E203", name, NULL, message);
    return 0;
  }
  pl_node_charge(L, 1);
  pl_recorded *recorded = pl_arena_take(recorder->arena, sizeof *recorded);
  if (!recorded) return no_memory(L, recorder);
  pl_declaration *d = &recorded->declaration;
  d->kind = kind;
  find_caller(L, recorder, &d->file, &d->line);
  recorder->room.problem = NULL;
  if (!pl_node_copy(L, 1, &recorder->room, &d->node)) {
    if (recorder->room.no_memory) return no_memory(L, recorder);
    snprintf(message, sizeof message, PL_TEXT("the table given to %s %s"), name, pl_translate(recorder->room.problem));
    complain(L, recorder, "E203", name, NULL, message);
    return 0;
  }
  d->id = id_of(&d->node);
  d->index = (uint16_t)recorder->count[kind];
  keep_functions(L, recorder, kind);
  if (recorder->last) recorder->last->next = recorded;
  else recorder->first = recorded;
  recorder->last = recorded;
  return 0;
}

static int declare_version(lua_State *L) {
  pl_recorder *recorder = need_recorder(L, "polder");
  char message[SHORT];
  recorder->count[PL_KIND_POLDER]++;
  if (recorder->is_repeat) return 0;
  if (recorder->has_version)
    complain(L, recorder, "E210", "polder", PL_LATER("leave this one out"), PL_LATER("the version is said twice"));
  recorder->has_version = true;
  const char *version = lua_type(L, 1) == LUA_TSTRING ? lua_tostring(L, 1) : luaL_typename(L, 1);
  if (!strcmp(version, "1")) return 0;
  snprintf(message, sizeof message, PL_TEXT("the version is %.20s, and this program reads version \"1\""), version);
  complain(L, recorder, "E210", "polder", PL_LATER("write polder \"1\""), message);
  return 0;
}

/* ---- other files ---- */
/* The name of a file of the scenario, as the only argument; NULL after a finding. */
static const char *file_argument(lua_State *L, pl_recorder *recorder, const char *name) {
  if (lua_type(L, 1) == LUA_TSTRING) return lua_tostring(L, 1);
  char message[SHORT];
  snprintf(message, sizeof message, PL_TEXT("%s is called with %s, expected the name of a file"), name,
           argument_noun(L));
  complain(L, recorder, "E203", name, NULL, message);
  return NULL;
}

static void complain_file(lua_State *L, pl_recorder *recorder, const char *word, const char *wanted,
                          const char *tried) {
  char message[LONG], hint[SHORT];
  const pl_bundle *bundle = recorder->source->bundle;
  pl_suggestion suggestion = pl_suggestion_for(tried);
  for (size_t i = 0; i < bundle->count; i++) pl_suggestion_offer(&suggestion, bundle->file[i].name);
  if (suggestion.best) snprintf(hint, sizeof hint, PL_TEXT("did you mean \"%s\"?"), suggestion.best);
  snprintf(message, sizeof message, PL_TEXT("the scenario has no file %.100s"), wanted);
  complain(L, recorder, "E105", word, suggestion.best ? hint : NULL, message);
}

typedef struct ftl_place {
  pl_recorder *recorder;
  const char *file;
} ftl_place;

static void complain_ftl(void *context, int line, int column, const char *message) {
  const ftl_place *place = context;
  pl_finding finding = {.severity = PL_SEVERITY_ERROR,
                        .code = "E404",
                        .file = place->file,
                        .line = line,
                        .column = column,
                        .message = message};
  if (!pl_report_add(place->recorder->source->report, &finding)) place->recorder->room.no_memory = true;
}

/* T.key for a key that no file has: a finding while declaring, an error in a hook. */
static int missing_text(lua_State *L) {
  pl_recorder *recorder = recorder_of(L);
  const char *name = lua_tostring(L, lua_upvalueindex(1));
  if (lua_type(L, 2) != LUA_TSTRING) return luaL_error(L, PL_TEXT("texts have names: T.name"));
  const char *key = lua_tostring(L, 2);
  if (!recorder) return pl_sandbox_unknown(L, "text", key, lua_upvalueindex(2));
  char message[SHORT], hint[SHORT];
  pl_suggestion suggestion = pl_suggestion_for(key);
  for (lua_pushnil(L); lua_next(L, lua_upvalueindex(2)); lua_pop(L, 1)) {
    pl_sandbox_charge(L, PL_SANDBOX_COMPARING);
    pl_suggestion_offer(&suggestion, lua_tostring(L, -2));
  }
  if (suggestion.best) snprintf(hint, sizeof hint, PL_TEXT("did you mean %.60s?"), suggestion.best);
  snprintf(message, sizeof message, PL_TEXT("texts \"%.40s\" have nothing called %.60s"), name, key);
  complain(L, recorder, "E405", key, suggestion.best ? hint : NULL, message);
  lua_pushstring(L, key); /* as its own text, so that reading goes on */
  return 1;
}

/* Adds one language's texts to the table on top. */
static void add_texts(lua_State *L, int language, const pl_ftl *of) {
  static const char *const codes[PL_LANGUAGES] = {"en", "nl"};
  int texts = lua_gettop(L);
  pl_sandbox_charge(L, 4 * of->count);
  lua_pushstring(L, codes[language]);
  for (size_t i = 0; i < of->count; i++) {
    lua_pushstring(L, of->entry[i].key);
    lua_pushvalue(L, -1);
    if (lua_rawget(L, texts) == LUA_TNIL) {
      lua_pop(L, 1);
      lua_createtable(L, 0, PL_LANGUAGES);
      lua_pushvalue(L, -2);
      lua_pushvalue(L, -2);
      lua_rawset(L, texts);
    }
    lua_pushvalue(L, texts + 1);
    lua_pushstring(L, of->entry[i].text);
    lua_rawset(L, -3);
    lua_settop(L, texts + 1);
  }
  lua_settop(L, texts);
}

/* A table { key = { en = …, nl = … } } behind one that cannot be written. */
static void push_texts(lua_State *L, const char *name, const pl_ftl of[PL_LANGUAGES]) {
  luaL_checkstack(L, 12, NULL);
  lua_newtable(L); /* T */
  lua_newtable(L); /* its metatable */
  lua_createtable(L, 0, (int)of[0].count); /* the texts; at most as many as a file has lines */
  for (int language = 0; language < PL_LANGUAGES; language++) add_texts(L, language, &of[language]);
  lua_newtable(L); /* the texts' metatable */
  lua_pushstring(L, name);
  lua_pushvalue(L, -3);
  lua_pushcclosure(L, missing_text, 2);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
}

/* What was kept under that name, or NULL. */
static const pl_kept_texts *find_texts(const pl_recorder *recorder, const char *name) {
  const pl_kept_texts *texts = recorder->is_repeat && name ? recorder->kept->texts : NULL;
  while (texts && strcmp(texts->name, name)) texts = texts->next;
  return texts;
}

static bool keep_texts(pl_recorder *recorder, const char *name, const pl_ftl of[PL_LANGUAGES]) {
  if (!recorder->kept || recorder->is_repeat) return true;
  pl_kept_texts *texts = pl_arena_take(recorder->arena, sizeof *texts);
  if (!texts || !(texts->name = pl_arena_text(recorder->arena, name, strlen(name)))) return false;
  memcpy(texts->of, of, sizeof texts->of);
  texts->next = recorder->kept->texts;
  recorder->kept->texts = texts;
  return true;
}

/* A key of `here` that the other language's file does not have. */
static bool warn_forgotten(pl_recorder *recorder, const pl_ftl_entry *entry, const char *here, const char *there) {
  char message[LONG];
  snprintf(message, sizeof message, PL_TEXT("%.60s is missing from %.100s"), entry->key, there);
  pl_finding finding = {.severity = PL_SEVERITY_WARNING,
                        .code = "W402",
                        .file = here,
                        .line = entry->line,
                        .column = 1,
                        .message = message,
                        .hint = PL_TEXT("say it in that language too, or take it out")};
  return pl_report_add(recorder->source->report, &finding);
}

/* Where both files are there, what only one of them says was very likely forgotten in the other. No field need ask for
 * it: a hook may. Both are sorted by key. */
static bool compare_texts(pl_recorder *recorder, const pl_ftl of[PL_LANGUAGES], const char *const file[PL_LANGUAGES]) {
  const pl_ftl *english = &of[PL_ENGLISH], *dutch = &of[PL_DUTCH];
  bool is_said = true;
  for (size_t e = 0, d = 0; is_said && (e < english->count || d < dutch->count);) {
    int order = e == english->count ? 1 : d == dutch->count ? -1 : strcmp(english->entry[e].key, dutch->entry[d].key);
    if (order < 0) is_said = warn_forgotten(recorder, &english->entry[e], file[PL_ENGLISH], file[PL_DUTCH]);
    if (order > 0) is_said = warn_forgotten(recorder, &dutch->entry[d], file[PL_DUTCH], file[PL_ENGLISH]);
    e += order <= 0;
    d += order >= 0;
  }
  return is_said;
}

static int load_texts(lua_State *L) {
  static const char *const codes[PL_LANGUAGES] = {"en", "nl"};
  pl_recorder *recorder = need_recorder(L, "texts");
  const char *name = file_argument(L, recorder, "texts");
  pl_ftl of[PL_LANGUAGES] = {{0}};
  const char *files[PL_LANGUAGES] = {NULL};
  char file[SHORT], both[LONG];
  bool has_any = false;
  recorder->count[PL_KIND_TEXTS]++;
  const pl_kept_texts *kept = find_texts(recorder, name);
  if (kept) {
    push_texts(L, name, kept->of);
    return 1;
  }
  for (int i = 0; name && i < PL_LANGUAGES; i++) {
    snprintf(file, sizeof file, "%.100s.%s.ftl", name, codes[i]);
    const pl_file *found = find_file(recorder->source->bundle, file);
    if (!found) continue;
    has_any = true;
    files[i] = found->name;
    ftl_place place = {recorder, found->name};
    pl_sandbox_charge(L, found->length / 16);
    if (pl_ftl_read(found->bytes, found->length, recorder->arena, &of[i], complain_ftl, &place))
      return no_memory(L, recorder);
    if (recorder->room.no_memory) return no_memory(L, recorder);
  }
  bool has_both = files[PL_ENGLISH] && files[PL_DUTCH];
  if (has_both && !compare_texts(recorder, of, files)) return no_memory(L, recorder);
  if (name && !has_any) {
    snprintf(both, sizeof both, PL_TEXT("%.100s.en.ftl or %.100s.nl.ftl"), name, name);
    snprintf(file, sizeof file, "%.100s.en.ftl", name);
    complain_file(L, recorder, name, both, file);
  }
  if (name && !keep_texts(recorder, name, of)) return no_memory(L, recorder);
  push_texts(L, name ? name : "?", of);
  return 1;
}

static void fault_finding(lua_State *L, pl_recorder *recorder, const pl_fault *fault);

/* Keeps the compiled function on top of the stack. False: out of memory. */
static bool keep_chunk(pl_sandbox *sandbox, pl_recorder *recorder, const pl_file *file) {
  pl_buffer code = {0};
  pl_kept_chunk *chunk = pl_arena_take(recorder->arena, sizeof *chunk);
  bool is_kept = chunk && pl_sandbox_dump(sandbox, &code) == PL_OK;
  if (is_kept) {
    *chunk = (pl_kept_chunk){.file = pl_arena_text(recorder->arena, file->name, strlen(file->name)),
                             .code = pl_arena_text(recorder->arena, code.bytes, code.length),
                             .length = code.length,
                             .next = recorder->kept->chunk};
    is_kept = chunk->file && chunk->code;
  }
  if (is_kept) recorder->kept->chunk = chunk;
  pl_buffer_clear(&code);
  return is_kept;
}

/* Pushes the file's function: compiled, or as it was kept. */
static pl_status load_chunk(pl_sandbox *sandbox, pl_recorder *recorder, const pl_file *file, pl_fault *fault) {
  const pl_kept_chunk *chunk = recorder->is_repeat ? recorder->kept->chunk : NULL;
  while (chunk && strcmp(chunk->file, file->name)) chunk = chunk->next;
  if (chunk) return pl_sandbox_undump(sandbox, chunk->code, chunk->length, fault);
  pl_status status = pl_sandbox_load(sandbox, file->name, file->bytes, file->length, fault);
  if (status || !recorder->kept || recorder->is_repeat || keep_chunk(sandbox, recorder, file)) return status;
  lua_pop(pl_sandbox_lua(sandbox), 1);
  return PL_NO_MEMORY;
}

static int include_file(lua_State *L) {
  pl_recorder *recorder = need_recorder(L, "include");
  const char *name = file_argument(L, recorder, "include");
  if (!name) return 0;
  const pl_file *file = find_file(recorder->source->bundle, name);
  size_t length = strlen(name);
  if (!file || length < 4 || strcmp(name + length - 4, ".lua")) {
    complain_file(L, recorder, name, name, name);
    return 0;
  }
  bool is_again = file == &recorder->source->bundle->file[0];
  for (size_t i = 0; i < recorder->include_count; i++) is_again |= recorder->included[i] == file->name;
  if (is_again || recorder->include_count == PL_RECORD_INCLUDES) {
    complain(L, recorder, "E106", name, PL_LATER("leave this one out"),
             is_again ? PL_LATER("this file is already read") : PL_LATER("more than 64 files are included"));
    return 0;
  }
  recorder->included[recorder->include_count++] = file->name;
  pl_fault fault;
  pl_status status = load_chunk(pl_sandbox_of(L), recorder, file, &fault);
  if (status == PL_NO_MEMORY) return no_memory(L, recorder);
  if (status) fault_finding(L, recorder, &fault);
  else lua_call(L, 0, 0);
  return 0;
}

/* ---- names that do not exist ---- */
static int do_nothing(lua_State *L) {
  (void)L;
  return 0;
}

/* A global that was never set. Lua's own functions and earlier globals do not come here. */
static int unknown_name(lua_State *L) {
  pl_recorder *recorder = recorder_of(L);
  if (!recorder || lua_type(L, 2) != LUA_TSTRING) return 0;
  const char *name = lua_tostring(L, 2);
  char message[SHORT], hint[SHORT];
  pl_suggestion suggestion = pl_suggestion_for(name);
  for (int kind = 0; kind < PL_KINDS; kind++) pl_suggestion_offer(&suggestion, pl_schema_of((pl_kind)kind)->name);
  lua_pushglobaltable(L);
  for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
    pl_sandbox_charge(L, PL_SANDBOX_COMPARING);
    if (lua_type(L, -2) == LUA_TSTRING) pl_suggestion_offer(&suggestion, lua_tostring(L, -2));
  }
  const char *instead = pl_library_instead(name);
  if (instead) snprintf(hint, sizeof hint, "%s", instead);
  else if (suggestion.best)
    snprintf(hint, sizeof hint, PL_TEXT("did you mean \"%.60s\"?"), suggestion.best);
  else
    snprintf(hint, sizeof hint, PL_TEXT("a name of your own needs local %.40s = … before it is used"), name);
  snprintf(message, sizeof message, PL_TEXT("nothing is called \"%.60s\""), name);
  complain(L, recorder, "E201", name, hint, message);
  lua_pushcfunction(L, do_nothing);
  return 1;
}

/* ---- running the file ---- */
/* The 'x' of "… near 'x'", to be marked. */
static const char *word_near(const char *text, char *word, size_t size) {
  const char *near = strstr(text, "near '"), *end = near ? strrchr(near + 6, '\'') : NULL;
  if (!end || end <= near + 6 || (size_t)(end - near - 6) >= size) return NULL;
  memcpy(word, near + 6, (size_t)(end - near - 6));
  word[end - near - 6] = 0;
  return word;
}

static void report_fault(pl_recorder *recorder, const pl_fault *fault) {
  char word[SHORT];
  const pl_bundle *bundle = recorder->source->bundle;
  const pl_file *file = find_file(bundle, fault->file);
  const pl_declaration *last = !fault->file[0] && recorder->last ? &recorder->last->declaration : NULL;
  const char *code = fault->is_syntax ? "E101" : fault->is_limit ? "E103" : "E102";
  const char *marked = fault->is_syntax ? word_near(fault->text, word, sizeof word) : NULL;
  /* a place that is not known: after what was declared last */
  const char *name = file ? file->name : last ? last->file : bundle->file[0].name;
  int line = fault->line ? fault->line : last ? last->line : 1;
  if (!pl_source_complain(recorder->source, code, name, line, marked, NULL, fault->text))
    recorder->room.no_memory = true;
}

static void fault_finding(lua_State *L, pl_recorder *recorder, const pl_fault *fault) {
  report_fault(recorder, fault);
  if (recorder->room.no_memory) no_memory(L, recorder);
}

static int install(lua_State *L) {
  pl_hooks_install(pl_sandbox_of(L));
  lua_pushvalue(L, 1);
  lua_setfield(L, LUA_REGISTRYINDEX, recorder_key);
  lua_pushglobaltable(L);
  for (int kind = 0; kind < PL_KINDS; kind++) {
    lua_pushinteger(L, kind);
    lua_pushcclosure(L, kind == PL_KIND_POLDER ? declare_version : kind == PL_KIND_TEXTS ? load_texts
                        : kind == PL_KIND_INCLUDE ? include_file : declare, 1);
    lua_setfield(L, -2, pl_schema_of((pl_kind)kind)->name);
  }
  luaL_getsubtable(L, LUA_REGISTRYINDEX, PL_HOOKS_TESTS);
  luaL_getsubtable(L, LUA_REGISTRYINDEX, PL_HOOKS_BOTS);
  lua_pop(L, 2);
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, unknown_name);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
  return 0;
}

/* After the file: its constructors find no recorder any more. */
static int uninstall(lua_State *L) {
  lua_pushnil(L);
  lua_setfield(L, LUA_REGISTRYINDEX, recorder_key);
  lua_pushglobaltable(L);
  lua_pushnil(L);
  lua_setmetatable(L, -2);
  return 0;
}

pl_status pl_declarations_record(pl_sandbox *sandbox, pl_recorder *recorder) {
  const pl_file *file = &recorder->source->bundle->file[0];
  pl_fault fault = {.line = 0};
  recorder->room.arena = recorder->arena;
  pl_status status = pl_sandbox_protect(sandbox, install, recorder, 0, &fault);
  if (!status) status = load_chunk(sandbox, recorder, file, &fault);
  if (!status) status = pl_sandbox_call(sandbox, 0, 0, &fault);
  pl_status end = pl_sandbox_protect(sandbox, uninstall, NULL, 0, status ? NULL : &fault);
  if (!status) status = end;
  if (recorder->room.no_memory || status == PL_NO_MEMORY) return PL_NO_MEMORY;
  if (status) report_fault(recorder, &fault);
  return recorder->room.no_memory ? PL_NO_MEMORY : status;
}
