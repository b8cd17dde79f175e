@NullMarked
package io.uniongate.web;

import org.jspecify.annotations.NullMarked;
