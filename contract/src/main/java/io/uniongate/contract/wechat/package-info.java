@NullMarked
package io.uniongate.contract.wechat;

import org.jspecify.annotations.NullMarked;
