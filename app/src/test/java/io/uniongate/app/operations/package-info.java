@NullMarked
package io.uniongate.app.operations;

import org.jspecify.annotations.NullMarked;
