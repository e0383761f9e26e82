/* How the page looks: assets/report/report.css, which the build puts into the program. */
#ifndef POLDER_REPORT_STYLE_H
#define POLDER_REPORT_STYLE_H

extern const char pl_report_style[];

#endif
