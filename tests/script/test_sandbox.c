/* The sandbox under attack, and what a run must not depend on. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "fault.h"
#include "pool.h"
#include "sandbox.h"

/* Loads and runs `code`; on success the result, if any, is left as text in `answer`. */
static pl_status run_in(pl_sandbox *sandbox, const char *code, size_t length, char *answer, size_t size,
                        pl_fault *fault) {
  lua_State *L = pl_sandbox_lua(sandbox);
  memset(fault, 0, sizeof *fault);
  pl_status status = pl_sandbox_load(sandbox, "attack.lua", code, length, fault);
  if (status != PL_OK) return status;
  status = pl_sandbox_call(sandbox, 0, 1, fault);
  if (status != PL_OK) return status;
  if (answer) snprintf(answer, size, "%s", lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "");
  lua_pop(L, 1);
  return PL_OK;
}

/* Limits that do not have to be waited for. All attacks that end in the real ones end in these as well. */
enum { LITTLE_GAS = 200000, EARLY_BRAKE = 200 };
/* For honest but heavy work, which takes its time above all where a sanitizer watches every block. */
enum { NO_BRAKE = 3600000 };

static pl_status run_with(size_t gas, int brake, const char *code, char *answer, size_t size, pl_fault *fault) {
  pl_sandbox *sandbox = pl_sandbox_new();
  assert_non_null(sandbox);
  pl_sandbox_set_limits(sandbox, gas, brake);
  pl_status status = run_in(sandbox, code, strlen(code), answer, size, fault);
  assert_int_equal(lua_gettop(pl_sandbox_lua(sandbox)), 0);
  pl_sandbox_free(sandbox);
  return status;
}

static pl_status run(const char *code, char *answer, size_t size, pl_fault *fault) {
  return run_with(PL_SANDBOX_GAS, PL_SANDBOX_BRAKE * PL_POOL_SLOWNESS, code, answer, size, fault);
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

typedef struct attack {
  const char *code, *expected; /* a piece of the fault's text */
  bool is_limit;
} attack;

/* "x" doubled n times. */
#define DOUBLED "local s = 'x' for i = 1, 30 do s = s .. s end return s"

static const attack attacks[] = {
    /* loops */
    {"while true do end", "units of work", true},
    {"repeat until false", "units of work", true},
    {"::again:: goto again", "units of work", true},
    {"for i = 1, math.maxinteger do end", "units of work", true},
    {"for i = 1.0, 1e300 do end", "units of work", true},
    {"local function f() return f() end return f()", "units of work", true},
    {"local t = {} for i = 1, 1e9 do t[1] = {} end", "units of work", true},
    {"while true do tostring(1.5) end", "units of work", true},
    {"local t = {1,2,3} while true do for k in pairs(t) do end end", "units of work", true},
    /* depth */
    {"local function f() return 1 + f() end return f()", "too deep", true},
    {"local function f(t) table.sort(t, function() f({2,1}) return true end) end f({2,1})", "too deep", true},
    {"local f = function() error(f()) end local function g() return g() .. 'x' end g()", "too deep", true},
    /* memory */
    {DOUBLED, "65536", true},
    {"return ('x'):rep(math.maxinteger)", "65536", true},
    {"return (''):rep(math.maxinteger) .. ('ab'):rep(1 << 40, 'c')", "65536", true},
    {"return ('x'):rep(2, ('y'):rep(65536))", "65536", true},
    {"local t = {} for i = 1, 1e7 do t[i] = i end", "1048576", true},
    {"local t = {} for i = 1, 1e7 do t['k' .. i] = i end", "1048576", true},
    {"local s = ('x'):rep(60000) local t = {} for i = 1, 5000 do t[i] = s .. i end", "67108864", true},
    {"local s = ('x'):rep(65536) local t = {} for i = 1, 30000 do t[i] = s end return table.concat(t)", "65536", true},
    {"return table.unpack({}, 1, 1e7)", "250", true},
    {"return table.unpack({}, math.mininteger, math.maxinteger)", "250", true},
    {"return ('x'):rep(60000):byte(1, -1)", "250", true},
    {"local t = {} for i = 1, 240 do t[i] = 65 end return utf8.char(table.unpack(t)), utf8.char(-1)", "not a character",
     false},
    {"local s, t = ('x'):rep(60000), {} for i = 1, 2 do t[i] = s end return table.concat(t, ',')", "65536", true},
    /* work in C */
    {"local a = ('a'):rep(60000) while true do (a):find(a:sub(1, 30000) .. 'b', 1, true) end", "units of work", true},
    {"local t = {} for i = 1, 50000 do t[i] = -i end while true do table.sort(t) end", "units of work", true},
    {"local t = {} for i = 1, 50000 do t[i] = i end while true do table.insert(t, 1, 0) table.remove(t, 1) end",
     "units of work", true},
    {"local s = ('a,'):rep(30000) while true do text.split(s, ',') end", "units of work", true},
    {"local s = ('a'):rep(60000) while true do s:upper() end", "units of work", true},
    {"while true do select('#', select(1, table.unpack({}, 1, 200))) end", "units of work", true},
    /* ways out */
    {"pcall(function() while true do end end)", "no pcall", false},
    {"xpcall(error, error)", "no xpcall", false},
    {"coroutine.wrap(function() end)()", "no coroutine", false},
    {"load('return os')()", "no load", false},
    {"return string.dump(function() end)", "no function in string called", false},
    {"require 'os'", "no require", false},
    {"dofile '/etc/passwd'", "no dofile", false},
    {"io.open('/etc/passwd')", "no io", false},
    {"os.exit(0)", "no os", false},
    {"debug.getregistry()", "no debug", false},
    {"setmetatable({}, { __gc = function() while true do end end })", "no setmetatable", false},
    {"getmetatable('').__index.upper = nil", "no getmetatable", false},
    {"_G.tostring = nil", "no _G", false},
    {"collectgarbage('stop')", "no collectgarbage", false},
    {"local t <close> = {} ", "non-closable", false},
    {"return ('x').format('%s', 1)", "no format", false},
    {"return ('%d'):gsub('x', 'y')", "no gsub", false},
    {"return ('aaa'):find('(a*)*b')", "plain text", false},
    {"return math.random()", "no random", false},
    {"string.evil = 1", "cannot be set", false},
    /* errors of every shape */
    {"error({ 1 })", "string expected", false},
    {"error(setmetatable)", "no setmetatable", false},
    {"error()", "string expected", false},
    {"error('plain words')", "plain words", false},
    {"error('two\\nlines\\27[31m')", "two lines?[31m", false},
    {"error('one \\u{202E}way\\xFF')", "one ?way?", false},
    {"assert(false)", "assertion failed", false},
    {"assert(nil, 'said why')", "said why", false},
    {"local t = nil; return t.x", "attempt to index", false},
    {"return {} .. 'x'", "concatenate", false},
    {"return 'ten' + 1", "arithmetic", false},
    {"return '10' + 1", "arithmetic", false},
    {"return 1 < 'x'", "compare", false},
    {"return 1 // 0", "divide by zero", false},
    {"table.sort({ 1, 'x', {} })", "cannot compare", false},
    {"for k in pairs({ [{}] = 1 }) do end", "no order", false},
    {"for k in pairs({ [print] = 1 }) do end", "no print", false},
    {"return nosuchname", "no variable or function called", false},
    {"return table.insrt({}, 1)", "did you mean \"insert\"?", false},
    {"return math.fmod(1, 0)", "zero", false},
    /* numbers that are none: this machine's text of them must not be seen */
    {"for i = 1, 1000 do local x = (0/0) .. '' end", "no result", false},
    {"local x = 1/0 - 1/0 for i = 1, 1000 do end", "no result", false},
    {"local x = math.fmod(1/0, 2) return table.concat({ x })", "no result", false},
    {"return table.concat({ {}, 1 })", "element 1 is a table", false},
    {"table.insert({}, 5, 1)", "outside the list", false},
    {"return select(-5, 1)", "out of range", false},
    /* sources */
    {"\x1bLua", "compiled Lua", false},
    {"x = ", "near <eof>", false},
    {"return 'unfinished", "unfinished string", false},
    {"goto nowhere", "no visible label", false},
};

static void every_attack_ends_in_an_error(void **state) {
  (void)state;
  assert_true(sizeof attacks / sizeof *attacks >= 40);
  for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++) {
    pl_fault fault;
    double start = seconds();
    bool meets_gas = strstr(attacks[i].expected, "units of work") != NULL;
    pl_status status = run_with(meets_gas ? LITTLE_GAS : PL_SANDBOX_GAS, PL_SANDBOX_BRAKE * PL_POOL_SLOWNESS,
                                attacks[i].code, NULL, 0, &fault);
    double used = seconds() - start;
    if (status != PL_BAD_INPUT || !strstr(fault.text, attacks[i].expected) || fault.is_limit != attacks[i].is_limit ||
        fault.line != 1 || strcmp(fault.file, "attack.lua") != 0 || used > 8)
      fail_msg("%s\n → status %d, %s:%d limit %d, %.2f s: %s", attacks[i].code, status, fault.file, fault.line,
               fault.is_limit, used, fault.text);
  }
}

static void a_call_has_the_gas_that_the_header_says(void **state) {
  (void)state;
  pl_fault fault;
  char limit[32];
  snprintf(limit, sizeof limit, " %d units", PL_SANDBOX_GAS);
  assert_int_equal(run("while true do end", NULL, 0, &fault), PL_BAD_INPUT);
  assert_non_null(strstr(fault.text, limit));
  assert_int_equal(run("local n = 0 for i = 1, 4000000 do n = n + 1 end", NULL, 0, &fault), PL_OK);
}

/* Sources that are hostile by their shape: built here. */
static void hostile_sources_end_in_an_error(void **state) {
  (void)state;
  enum { SIZE = (1 << 20) + 1 };
  char *source = malloc(SIZE + 1);
  assert_non_null(source);
  pl_fault fault;
  pl_sandbox *sandbox = pl_sandbox_new();
  memset(source, ' ', SIZE);
  assert_int_equal(run_in(sandbox, source, SIZE, NULL, 0, &fault), PL_BAD_INPUT);
  assert_non_null(strstr(fault.text, "1048576"));
  assert_int_equal(run_in(sandbox, source, SIZE - 1, NULL, 0, &fault), PL_OK);
  memset(source, '(', SIZE);
  assert_int_equal(run_in(sandbox, source, SIZE - 1, NULL, 0, &fault), PL_BAD_INPUT);
  assert_non_null(strstr(fault.text, "nested too deeply"));
  memset(source, '{', SIZE);
  memcpy(source, "x=", 2);
  assert_int_equal(run_in(sandbox, source, SIZE - 1, NULL, 0, &fault), PL_BAD_INPUT);
  for (size_t i = 0; i + 4 <= SIZE - 1; i += 4) memcpy(source + i, "x=1 ", 4);
  assert_int_equal(run_in(sandbox, source, SIZE - 1, NULL, 0, &fault), PL_BAD_INPUT);
  assert_true(fault.is_limit);
  memset(source, 'a', SIZE);
  memcpy(source, "x='", 3);
  source[SIZE - 2] = '\'';
  assert_int_equal(run_in(sandbox, source, SIZE - 1, NULL, 0, &fault), PL_BAD_INPUT);
  assert_non_null(strstr(fault.text, "65536"));
  const char zero[] = "x = 1\n\nx = '\0'";
  assert_int_equal(run_in(sandbox, zero, sizeof zero - 1, NULL, 0, &fault), PL_BAD_INPUT);
  assert_int_equal(fault.line, 3);
  assert_non_null(strstr(fault.text, "zero byte"));
  assert_int_equal(lua_gettop(pl_sandbox_lua(sandbox)), 0);
  pl_sandbox_free(sandbox);
  free(source);
}

/* Integer keys that all fall into one chain of Lua's hash: only the brake sees these. */
static void colliding_keys_meet_the_brake(void **state) {
  (void)state;
  pl_fault fault;
  double start = seconds();
  pl_status status = run_with(PL_SANDBOX_GAS, EARLY_BRAKE,
                              "local t = {} for i = 1, 16000 do t[i * 16383 * 3] = i end\n"
                              "while true do for i = 1, 16000 do t[i * 16383 * 3] = i end end",
                              NULL, 0, &fault);
  assert_int_equal(status, PL_BAD_INPUT);
  assert_true(fault.is_limit);
  assert_non_null(strstr(fault.text, "processor time"));
  assert_true(seconds() - start < 3);
}

static void a_sandbox_survives_its_errors(void **state) {
  (void)state;
  pl_sandbox *sandbox = pl_sandbox_new();
  pl_sandbox_set_limits(sandbox, LITTLE_GAS, EARLY_BRAKE);
  pl_fault fault;
  char answer[64];
  for (size_t i = 0; i < 12; i++) {
    const char *code = attacks[i].code;
    assert_int_equal(run_in(sandbox, code, strlen(code), NULL, 0, &fault), PL_BAD_INPUT);
    assert_int_equal(run_in(sandbox, "return 'alive'", 14, answer, sizeof answer, &fault), PL_OK);
    assert_string_equal(answer, "alive");
  }
  pl_sandbox_free(sandbox);
}

typedef struct sample {
  const char *code, *answer;
} sample;

static const sample samples[] = {
    {"local s = '' for k, v in pairs({ b = 1, a = 2, [10] = 3, [2.5] = 4, [true] = 5, [-1] = 6, B = 7, [false] = 8 }) "
     "do\n"
     "s = s .. tostring(k) .. ' ' end return s",
     "false true -1 2.5 10 B a b "},
    {"local s, t = '', { 3, 4, 5 } for k, v in pairs(t) do t[4] = 9 t[2] = nil s = s .. k .. '=' .. v .. ' ' end "
     "return s",
     "1=3 3=5 "},
    {"local s = '' for k in pairs({ [math.maxinteger] = 1, [9.3e18] = 2, [math.maxinteger - 1] = 3, [-1e300] = 4 }) "
     "do\n"
     "s = s .. tostring(k) .. ' ' end return s",
     "-1e+300 9223372036854775806 9223372036854775807 9.3e+18 "},
    {"local t = { { 2, 'a' }, { 1, 'b' }, { 2, 'c' }, { 1, 'd' }, { 2, 'e' } } table.sort(t, function(x, y) return "
     "x[1] < y[1] end)\n"
     "local s = '' for _, e in ipairs(t) do s = s .. e[2] end return s",
     "bdace"},
    {"local t = { 5, 2, 8, 1, 9, 3, 7 } table.sort(t, function() return true end) return table.concat(t, ',')",
     "7,3,9,1,8,2,5"},
    {"local t = { 'b', 'a\\0c', 'a', 'B', 'a\\0b' } table.sort(t) return (table.concat(t, ','):gsub and '') or 'x'",
     NULL},
    {"local t = { 3, 1.5, 2, -1 } table.sort(t) return table.concat(t, ' ')", "-1 1.5 2 3"},
    {"return tostring({}) .. tostring(tostring) .. tostring(nil) .. tostring(true)", "tablefunctionniltrue"},
    {"return tostring(1/0) .. tostring(-1/0) .. (1 // 0.0) .. -0.0", "inf-infinf-0.0"},
    {"return 1.5 .. '|' .. 1e15 .. '|' .. 1e100 .. '|' .. 3.0 .. '|' .. 7", "1.5|1e+15|1e+100|3.0|7"},
    {"return tostring(0.1) .. ' ' .. tonumber('0.5') + 1 .. ' ' .. tostring(tonumber('0,5')) .. ' ' .. "
     "tonumber('0x10')",
     "0.1 1.5 nil 16"},
    {"return tostring(tonumber('ff', 16)) .. tostring(tonumber('-z', 36)) .. tostring(tonumber('9', 8)) .. "
     "tostring(tonumber(''))",
     "255-35nilnil"},
    {"return tostring('a' < 'B') .. tostring('z' < 'é')", "falsetrue"},
    {"return tostring(math.floor(-2.5)) .. math.ceil(-2.5) .. math.floor(7) .. math.abs(-3) .. math.max(1, 2.5) .. "
     "math.min(3, 2)",
     "-3-2732.52"},
    {"return math.fmod(-7, 3) .. ' ' .. math.fmod(7, -3) .. ' ' .. math.fmod(-7.5, 2) .. ' ' .. math.tointeger(3.0)",
     "-1 1 -1.5 3"},
    {"return tostring(math.tointeger(3.5)) .. math.type(1) .. math.type(1.0) .. tostring(math.type('1')) .. "
     "tostring(math.ult(1, -1))",
     "nilintegerfloatniltrue"},
    {"return table.concat(text.split('a,b,,c', ','), '|') .. text.trim('  x y\\t\\n') .. "
     "tostring(text.starts_with('abc', 'ab'))",
     "a|b||cx ytrue"},
    {"return #text.split('', ',') .. table.concat(text.split('a--b', '--'), '+')", "1a+b"},
    {"return utf8.len('één') .. utf8.char(233, 8364, 128512) .. tostring(utf8.len('\\xff'))", "3é€😀nil"},
    {"local t = { 1, 2, 3 } table.insert(t, 2, 9) table.insert(t, 7) local x = table.remove(t, 1) return "
     "table.concat(t, ',') .. ';' .. x",
     "9,2,3,7;1"},
    {"return ('abc'):sub(-2) .. ('abc'):upper() .. ('x'):rep(3, '-') .. ('a.b'):find('.', 1, true) .. #('abc')",
     "bcABCx-x-x23"},
    {"return select('#', 1, nil, nil) .. select(-1, 1, 'last')", "3last"},
    {"local a, b = ('hello'):find('ll') return a .. b .. ('A'):byte()", "3465"},
    {"\xEF\xBB\xBFreturn 'bom'", "bom"},
    {"return 'a' ..\r\n  'b'\r\n", "ab"},
    {"#!/usr/bin/lua\nreturn 'hash'", NULL},
};

/* Two states have different hash seeds: what comes out must not. */
static void answers_do_not_depend_on_the_state(void **state) {
  (void)state;
  for (int round = 0; round < 3; round++)
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
      pl_fault fault;
      char answer[256];
      pl_status status = run(samples[i].code, answer, sizeof answer, &fault);
      if (!samples[i].answer) {
        assert_int_equal(status, PL_BAD_INPUT);
        continue;
      }
      if (status != PL_OK) fail_msg("%s → %d: %s", samples[i].code, fault.line, fault.text);
      assert_string_equal(answer, samples[i].answer);
    }
}

static void many_keys_keep_their_order(void **state) {
  (void)state;
  const char *code = "local t = {} for i = 1, 3000 do t['key' .. (i * 7919 % 3001)] = i t[i * 1.5 + 0.25] = i end\n"
                     "local h, last = 7, nil for k, v in pairs(t) do h = (h * 31 + v) % 1000003\n"
                     "if last and type(last) == type(k) then assert(last < k) end last = k end return tostring(h)";
  char first[64], second[64];
  pl_fault fault;
  assert_int_equal(run(code, first, sizeof first, &fault), PL_OK);
  assert_int_equal(run(code, second, sizeof second, &fault), PL_OK);
  assert_string_equal(first, second);
}

static void the_locale_changes_nothing(void **state) {
  (void)state;
  const char *const names[] = {"nl_NL.UTF-8", "nl_NL.utf8", "de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8"};
  bool has_comma = false;
  for (size_t i = 0; i < sizeof names / sizeof *names && !has_comma; i++)
    has_comma = setlocale(LC_ALL, names[i]) != NULL;
  if (!has_comma) fail_msg("no locale with a decimal comma; on Debian: apt-get install locales");
  answers_do_not_depend_on_the_state(state);
  assert_string_equal(localeconv()->decimal_point, ","); /* and it is back afterwards */
  setlocale(LC_ALL, "C");
}

static void positions_are_those_of_the_script(void **state) {
  (void)state;
  pl_fault fault;
  assert_int_equal(run("local x = 1\n\nlocal function f()\n  error('here')\nend\nf()", NULL, 0, &fault), PL_BAD_INPUT);
  assert_int_equal(fault.line, 4);
  assert_string_equal(fault.text, "here");
  assert_int_equal(run("local function f()\n  error('there', 2)\nend\n\nf()", NULL, 0, &fault), PL_BAD_INPUT);
  assert_int_equal(fault.line, 5);
  assert_int_equal(run("x = 1\ny = = 2", NULL, 0, &fault), PL_BAD_INPUT);
  assert_int_equal(fault.line, 2);
  assert_true(fault.is_syntax);
  assert_string_equal(fault.file, "attack.lua");
  assert_int_equal(run("\n\nlocal s = 'x'\nfor i = 1, 40 do\n s = s .. s end", NULL, 0, &fault), PL_BAD_INPUT);
  assert_int_equal(fault.line, 5);
}

static int lock(lua_State *L) {
  pl_sandbox_lock(L);
  return 0;
}

static void locked_names_stay_as_they_are(void **state) {
  (void)state;
  pl_sandbox *sandbox = pl_sandbox_new();
  pl_fault fault;
  char answer[64];
  const char *declare = "function helper() return 'helped' end count = 0";
  assert_int_equal(run_in(sandbox, declare, strlen(declare), NULL, 0, &fault), PL_OK);
  assert_int_equal(pl_sandbox_protect(sandbox, lock, NULL, 0, &fault), PL_OK);
  assert_int_equal(run_in(sandbox, "return helper()", 15, answer, sizeof answer, &fault), PL_OK);
  assert_string_equal(answer, "helped");
  assert_int_equal(run_in(sandbox, "count = 1", 9, NULL, 0, &fault), PL_BAD_INPUT);
  assert_non_null(strstr(fault.text, "\"count\" cannot be set"));
  assert_int_equal(run_in(sandbox, "return hepler()", 15, NULL, 0, &fault), PL_BAD_INPUT);
  assert_non_null(strstr(fault.text, "did you mean \"helper\"?"));
  pl_sandbox_free(sandbox);
}

/* Whatever allocation is the last that works: an error, never a crash. */
static void running_out_of_memory_is_an_error(void **state) {
  (void)state;
  const char *code = "local t = {} for i = 1, 40 do t['k' .. i] = ('x'):rep(i) end local s = ''\n"
                     "for k, v in pairs(t) do s = s .. k .. v end table.sort(text.split(s, 'x')) return s:upper()";
  long n = 0, failures = 0;
  for (bool reached = true; reached; n += 1 + n / 16) {
    pl_fault fault = {0};
    fault_from(n);
    pl_sandbox *sandbox = pl_sandbox_new();
    pl_status status = sandbox ? run_in(sandbox, code, strlen(code), NULL, 0, &fault) : PL_NO_MEMORY;
    reached = fault_stop();
    pl_sandbox_free(sandbox);
    if (status != PL_OK && (!reached || status != PL_NO_MEMORY)) fail_msg("after %ld: %d %s", n, status, fault.text);
    failures += status != PL_OK;
  }
  assert_true(failures > 20);
}

/* Strings are built in memory that the collector can find room for, like everything else. */
static void building_a_string_waits_for_the_collector(void **state) {
  (void)state;
  static const char code[] =
      "local s, kept = ('x'):rep(60000), {}\n"
      "for i = 1, 700 do kept[i] = s .. i end\n" /* 42 of 64 MiB */
      "for i = 1, 1000 do\n"
      "  local waste = s:sub(1, i * 40) .. i\n"
      "  local a, b, c = s:upper(), ('y'):rep(60000), table.concat({ s, 'z' })\n"
      "  if #a + #b + #c ~= 180001 then error('?') end\n"
      "end";
  pl_fault fault = {0};
  pl_status status = run_with(1000 * (size_t)PL_SANDBOX_GAS, NO_BRAKE, code, NULL, 0, &fault);
  if (status != PL_OK) fail_msg("%s", fault.text);
}

/* Where everything is collected for each allocation, steps of the program are no measure of time. */
static void a_full_memory_meets_the_brake(void **state) {
  (void)state;
  static const char fill[] = "kept, spare = {}, {} for i = 1, 5 do spare[i] = ('x'):rep(60000 + i) end\n"
                             "for i = 1, 60 do local t = {} kept[i] = t for k = 1, 16384 do t[k] = {} end end";
  static const char churn[] = "local s = ('x'):rep(60000) for i = 1, 10000 do local waste = s .. i end";
  pl_fault fault;
  pl_sandbox *sandbox = pl_sandbox_new();
  pl_sandbox_set_limits(sandbox, 1000 * (size_t)PL_SANDBOX_GAS, NO_BRAKE);
  assert_int_equal(run_in(sandbox, fill, strlen(fill), NULL, 0, &fault), PL_BAD_INPUT);
  assert_non_null(strstr(fault.text, "67108864"));
  pl_sandbox_set_limits(sandbox, 1000 * (size_t)PL_SANDBOX_GAS, EARLY_BRAKE);
  lua_pushnil(pl_sandbox_lua(sandbox));
  lua_setglobal(pl_sandbox_lua(sandbox), "spare"); /* room for a few strings at a time */
  assert_int_equal(run_in(sandbox, churn, strlen(churn), NULL, 0, &fault), PL_BAD_INPUT);
  assert_non_null(strstr(fault.text, "processor time"));
  assert_true(fault.is_limit);
  pl_sandbox_free(sandbox);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_attack_ends_in_an_error),
      cmocka_unit_test(a_call_has_the_gas_that_the_header_says),
      cmocka_unit_test(hostile_sources_end_in_an_error),
      cmocka_unit_test(colliding_keys_meet_the_brake),
      cmocka_unit_test(a_sandbox_survives_its_errors),
      cmocka_unit_test(answers_do_not_depend_on_the_state),
      cmocka_unit_test(many_keys_keep_their_order),
      cmocka_unit_test(the_locale_changes_nothing),
      cmocka_unit_test(positions_are_those_of_the_script),
      cmocka_unit_test(locked_names_stay_as_they_are),
      cmocka_unit_test(running_out_of_memory_is_an_error),
      cmocka_unit_test(building_a_string_waits_for_the_collector),
      cmocka_unit_test(a_full_memory_meets_the_brake),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
