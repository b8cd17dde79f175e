@NullMarked
package io.uniongate.app.documentation;

import org.jspecify.annotations.NullMarked;
