/* Changes a SQLite file from outside: tamper FILE SQL. Fails when nothing was there to be changed. */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

int main(int count, char **words) {
  sqlite3 *database = NULL;
  char *problem = NULL;
  if (count != 3) return 2;
  int result = sqlite3_open(words[1], &database);
  if (result == SQLITE_OK) result = sqlite3_exec(database, words[2], NULL, NULL, &problem);
  int is_about_rows = !strncmp(words[2], "UPDATE", 6) || !strncmp(words[2], "DELETE", 6);
  if (result == SQLITE_OK && is_about_rows && !sqlite3_total_changes(database)) result = SQLITE_NOTFOUND;
  if (result != SQLITE_OK) fprintf(stderr, "tamper: %s\n", problem ? problem : sqlite3_errstr(result));
  sqlite3_free(problem);
  sqlite3_close(database);
  return result != SQLITE_OK;
}
