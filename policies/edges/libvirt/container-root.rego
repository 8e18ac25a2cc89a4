# METADATA
# title: A container's root is the host's
# description: >-
#   Without a user namespace, root in an LXC container is root of the host.
# scope: package
# custom:
#   subject: libvirt/domain
#   edge: {to: host, cost: none}
package bulkhead.edges.libvirt.container_root

import data.bulkhead.libvirt.lxc_without_idmap

deny := lxc_without_idmap.deny

notapplicable if lxc_without_idmap.notapplicable
