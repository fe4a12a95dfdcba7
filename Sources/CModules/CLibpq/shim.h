#pragma once
#include <postgresql/libpq-fe.h>

// The names of an error's fields are character constants, which Swift does not import.
static inline const char *clibpq_state(const PGresult *result) { return PQresultErrorField(result, PG_DIAG_SQLSTATE); }
static inline const char *clibpq_message(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
}
static inline const char *clibpq_constraint(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME);
}

static inline void clibpq_discard(void *context, const char *message) { (void)context; (void)message; }

// libpq writes notices to standard error unless it is told otherwise.
static inline void clibpq_silence(PGconn *connection) { PQsetNoticeProcessor(connection, clibpq_discard, (void *)0); }
