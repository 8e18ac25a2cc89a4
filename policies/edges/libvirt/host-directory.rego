# METADATA
# title: A shared directory gives the host away
# description: >-
#   A guest that has / or another place of the host's own as a file system reads its keys, or writes what the host
#   runs.
# scope: package
# custom:
#   subject: libvirt/filesystem
#   edge: {to: host, cost: none}
package bulkhead.edges.libvirt.host_directory

import data.bulkhead.libvirt.host_directory_shared

deny contains hit if {
	some hit in host_directory_shared.deny
	hit.severity == "critical"
}

notapplicable if host_directory_shared.notapplicable
