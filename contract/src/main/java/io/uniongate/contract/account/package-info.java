@NullMarked
package io.uniongate.contract.account;

import org.jspecify.annotations.NullMarked;
