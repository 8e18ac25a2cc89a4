# METADATA
# title: Addresses that programs listen on
# description: Whether an address can be reached from other machines.
# scope: package
package bulkhead.lib.kubernetes.address

# METADATA
# description: The text is a loopback address, alone or with a port.
# scope: document
is_loopback(text) if regex.match(`^(127\.[0-9]+\.[0-9]+\.[0-9]+|\[::1\]|localhost)(:[0-9]+)?$`, text)

is_loopback("::1")

# METADATA
# description: The URL leads to a loopback address or a socket of the machine.
# scope: document
is_loopback_url(url) if is_loopback(trim_suffix(regex.replace(url, `^https?://`, ""), "/"))

is_loopback_url(url) if regex.match(`^unixs?://`, url)
