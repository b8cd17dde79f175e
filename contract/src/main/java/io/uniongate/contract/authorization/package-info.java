@NullMarked
package io.uniongate.contract.authorization;

import org.jspecify.annotations.NullMarked;
