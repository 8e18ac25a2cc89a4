# METADATA
# title: The management API asks no guest
# description: >-
#   A guest on a network reaches its host. Where the host takes libvirt's API over the network and asks nobody who
#   he is, the guest owns the host.
# scope: package
# custom:
#   subject: libvirt/domain
#   edge: {to: host, cost: none}
package bulkhead.edges.libvirt.api_open_to_guests

import data.bulkhead.lib.libvirt.daemon
import data.bulkhead.libvirt.api_without_authentication

deny contains hit if {
	input.facts.interfaces > 0
	count(daemon.listeners) > 0
	some hit in api_without_authentication.deny
	not "auth_unix_rw" in hit.path
	object.get(hit, "severity", "critical") == "critical" # a certificate is a credential
}

# As with all that reaches the API, only where the host's files are in the input.
unknown contains gap if {
	not input.machine.unknown
	input.facts.interfaces > 0
	some gap in api_without_authentication.unknown
}

notapplicable if input.machine.unknown
