# METADATA
# title: A guest shares cores with others
# description: >-
#   Where threads of one core run different guests at a time, each may read from its caches and buffers what the other
#   does. Core scheduling, or no SMT, keeps them apart.
# scope: package
# custom:
#   subject: libvirt/domain
#   edge: {to: cores, cost: hardware}
package bulkhead.edges.libvirt.shared_cores

import data.bulkhead.libvirt.smt_siblings_shared

deny := smt_siblings_shared.deny
