//go:build cgo && libvirt_dlopen

// Command domains is the floor of reading a libvirt host: it makes the calls of libvirt that bulkhead makes, and nothing else.
package main

import (
	"flag"
	"log"

	"golang.org/x/sync/errgroup"
	"libvirt.org/go/libvirt"
)

func main() {
	log.SetFlags(0)
	atOnce := flag.Int("concurrency", 1, "read `N` connections at once")
	flag.Parse()
	if flag.NArg() == 0 {
		log.Fatal("usage: domains [-concurrency N] URI...")
	}
	// The first is read alone, for the binding looks up each function at its first call.
	if err := run(flag.Arg(0)); err != nil {
		log.Fatal(err)
	}
	var group errgroup.Group
	group.SetLimit(*atOnce)
	for _, uri := range flag.Args()[1:] {
		group.Go(func() error { return run(uri) })
	}
	if err := group.Wait(); err != nil {
		log.Fatal(err)
	}
}

func run(uri string) error {
	connection, err := libvirt.NewConnectReadOnly(uri)
	if err != nil {
		connection, err = libvirt.NewConnect(uri) // the test driver knows no read-only connections
	}
	if err != nil {
		return err
	}
	defer connection.Close()
	for _, read := range []func(*libvirt.Connect) error{host, networks, inventory, domains} {
		if err := read(connection); err != nil {
			return err
		}
	}
	return nil
}

// inventory is empty but for a pool and an interface of the test driver's.
func inventory(c *libvirt.Connect) error {
	_, _ = c.ListAllNWFilters(0)
	_, _ = c.ListAllNWFilterBindings(0)
	_, _ = c.ListAllSecrets(0)
	_, _ = c.ListAllNodeDevices(libvirt.CONNECT_LIST_NODE_DEVICES_CAP_PCI_DEV | libvirt.CONNECT_LIST_NODE_DEVICES_CAP_MDEV)
	_, _ = c.ListAllInterfaces(0)
	_, err := c.ListAllStoragePools(0)
	return err
}

func host(c *libvirt.Connect) error {
	_, _ = c.GetHostname()
	_, _ = c.GetLibVersion()
	_, _ = c.GetCapabilities()
	_, _ = c.GetDomainCapabilities("", "", "", "", 0)
	_, err := c.GetNodeInfo()
	return err
}

func networks(c *libvirt.Connect) error {
	all, err := c.ListAllNetworks(0)
	if err != nil {
		return err
	}
	for _, flags := range []libvirt.ConnectListAllNetworksFlags{
		libvirt.CONNECT_LIST_NETWORKS_ACTIVE, libvirt.CONNECT_LIST_NETWORKS_PERSISTENT, libvirt.CONNECT_LIST_NETWORKS_AUTOSTART,
	} {
		some, err := c.ListAllNetworks(flags)
		if err != nil {
			return err
		}
		for i := range some {
			_, _ = some[i].GetUUIDString()
			some[i].Free()
		}
	}
	for i := range all {
		_, _ = all[i].GetName()
		_, _ = all[i].GetUUIDString()
		if _, err := all[i].GetXMLDesc(0); err != nil {
			return err
		}
		_, _ = all[i].ListAllPorts(0)
		all[i].Free()
	}
	return nil
}

func domains(c *libvirt.Connect) error {
	all, err := c.ListAllDomains(0)
	if err != nil {
		return err
	}
	for _, flags := range []libvirt.ConnectListAllDomainsFlags{
		libvirt.CONNECT_LIST_DOMAINS_ACTIVE, libvirt.CONNECT_LIST_DOMAINS_PERSISTENT,
		libvirt.CONNECT_LIST_DOMAINS_AUTOSTART, libvirt.CONNECT_LIST_DOMAINS_MANAGEDSAVE,
		libvirt.CONNECT_LIST_DOMAINS_HAS_SNAPSHOT, libvirt.CONNECT_LIST_DOMAINS_HAS_CHECKPOINT,
	} {
		some, err := c.ListAllDomains(flags)
		if err != nil {
			return err
		}
		for i := range some {
			_, _ = some[i].GetUUIDString()
			some[i].Free()
		}
	}
	for i := range all {
		_, _ = all[i].GetUUIDString()
		_, _ = all[i].GetName()
		if _, err := all[i].GetXMLDesc(0); err != nil {
			return err
		}
		_, _ = all[i].GetSecurityLabelList()
		_, _ = all[i].GetMessages(libvirt.DOMAIN_MESSAGE_TAINTING | libvirt.DOMAIN_MESSAGE_DEPRECATION)
		if _, err := all[i].GetXMLDesc(libvirt.DOMAIN_XML_INACTIVE); err != nil {
			return err
		}
		all[i].Free()
	}
	return nil
}
