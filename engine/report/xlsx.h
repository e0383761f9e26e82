/* The sheets of a report's workbook. */
#ifndef POLDER_REPORT_XLSX_H
#define POLDER_REPORT_XLSX_H

#include "after_action.h"
#include "workbook.h"

/* A sheet of this report: `name` is on its tab. */
pl_sheet pl_sheet_of(pl_workbook *book, const pl_after_action *after, const char *name, const pl_sheet_column *columns,
                     int count);
/* "3.25": the moment of a tick in days, from 1; empty for what did not happen. */
void pl_sheet_day(pl_sheet *sheet, pl_tick tick);
void pl_sheet_seat(pl_sheet *sheet, const pl_after_action *after, int seat);
void pl_sheet_incident(pl_sheet *sheet, const pl_after_action *after, pl_iid iid);
void pl_sheet_yes(pl_sheet *sheet, bool is_so);

typedef void (*pl_sheet_writer)(pl_workbook *book, const pl_after_action *after);
/* xlsx_record.c */
void pl_sheet_decisions(pl_workbook *book, const pl_after_action *after);
void pl_sheet_events(pl_workbook *book, const pl_after_action *after);
void pl_sheet_provenance(pl_workbook *book, const pl_after_action *after);
/* xlsx_people.c */
void pl_sheet_acts(pl_workbook *book, const pl_after_action *after);
void pl_sheet_messages(pl_workbook *book, const pl_after_action *after);
void pl_sheet_notes(pl_workbook *book, const pl_after_action *after);
/* xlsx_value.c */
void pl_sheet_sharing(pl_workbook *book, const pl_after_action *after);
void pl_sheet_ledger(pl_workbook *book, const pl_after_action *after);
void pl_sheet_ledger_items(pl_workbook *book, const pl_after_action *after);
void pl_sheet_what_ifs(pl_workbook *book, const pl_after_action *after);
void pl_sheet_what_if_states(pl_workbook *book, const pl_after_action *after);
void pl_sheet_objectives(pl_workbook *book, const pl_after_action *after);

#endif
