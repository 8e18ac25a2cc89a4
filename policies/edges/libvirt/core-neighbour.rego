# METADATA
# title: Who shares cores with a guest learns of it
# description: >-
#   What runs on the other thread of a core is read through it.
# scope: package
# custom:
#   subject: libvirt/domain
#   edge: {from: core-users, to: workload, cost: none}
package bulkhead.edges.libvirt.core_neighbour

import data.bulkhead.libvirt.smt_siblings_shared

deny := smt_siblings_shared.deny
