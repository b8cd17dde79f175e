@NullMarked
package io.uniongate.app.dev;

import org.jspecify.annotations.NullMarked;
