// Package xmltree turns libvirt's XML into values, by one fixed rule that no document can bend:
//
//   - Attributes and elements have their XML names, and every scalar is a string.
//   - What may repeat is always a list, what may not never is. An element that holds nothing but text is a string, and every
//     other one a map; its text is "#text", without the white space around it.
//   - Where an attribute and an element of one parent share a name, the attribute is "@name", also where the element is
//     absent. That is so for graphics["@listen"], controller["@model"], os["@firmware"], and in sources for
//     disk.source["@host"] and interface.source["@address"].
//   - Namespaces go by URI, whatever the document's prefixes: "qemu:commandline" holds "qemu:arg". Elements and attributes of
//     namespaces that are not libvirt's are dropped. Metadata is the list of its elements' names, as "{URI}name".
//
// A character device's source is a list: over UDP there are two, one to bind and one to connect to.
//
// The types of libvirt.org/go/libvirtxml say which elements there are, what they hold and what may repeat. Elements and
// attributes that they do not know are kept: such an element is always a list of maps, and where an attribute has
// its name, its key is "<name>". An element that is given twice where the types allow one is Unread, for which of them
// counts is not documented.
//
// The texts in which people keep secrets are replaced, see [Parse].
package xmltree
