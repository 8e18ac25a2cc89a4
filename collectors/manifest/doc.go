// Package manifest collects from files: Kubernetes YAML and JSON, and libvirt XML, in files, directories and standard input.
//
// What a file holds is told by its content. In directories, files that are not named .yaml, .yml, .json or .xml count only where
// they start like a manifest, so that a README with an example or HTML in it does not; hidden files and directories are left out,
// and links are followed as long as they stay inside. Documents of kinds that bulkhead does not look at are skipped.
//
// Kubernetes objects without a namespace are taken to go to "default", where kubectl puts them unless told otherwise.
// libvirt objects are what package collectors/libvirt describes, without what only a daemon knows: a Domain's value is
// {"domain": ...}, a Network's {"network": ...}, an NWFilter's {"filter": ...}, a Host's {"capabilities": ...}, a StoragePool's
// {"pool": ...}, a StorageVolume's {"volume": ...}, a Secret's {"secret": ...}, a DomainSnapshot's {"domainsnapshot": ...}.
//
// Directories with a Helm chart or a kustomization stand for what these would deploy; see package collectors/render. Positions are then those of
// the files that it was made of, as far as that can be told.
//
// Objects that others depend on come first, though they may stand last: the first pass over the files only looks for
// each document's kind, and the second one parses kind by kind, on all cores.
package manifest
