/** Postgres as UnionGate sees it: where it is, its schema, its connections, and what its failures mean. */
@NullMarked
package io.uniongate.db;

import org.jspecify.annotations.NullMarked;
