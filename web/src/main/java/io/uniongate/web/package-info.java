/** What every HTTP edge needs, and nothing that only one of them does. */
@NullMarked
package io.uniongate.web;

import org.jspecify.annotations.NullMarked;
