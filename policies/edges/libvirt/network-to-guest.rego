# METADATA
# title: A guest listens on its network
# description: >-
#   What is on a guest's network reaches what the guest offers there.
# scope: package
# custom:
#   subject: libvirt/interface
#   edge: {from: network, to: workload, cost: none}
package bulkhead.edges.libvirt.network_to_guest

deny contains {"path": ["interface", "source"], "message": "is on the network"} if input.interface.source
