@NullMarked
package io.uniongate.contract.key;

import org.jspecify.annotations.NullMarked;
