@NullMarked
package io.uniongate.db;

import org.jspecify.annotations.NullMarked;
