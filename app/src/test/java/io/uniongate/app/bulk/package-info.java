@NullMarked
package io.uniongate.app.bulk;

import org.jspecify.annotations.NullMarked;
