//go:build !(cgo && libvirt_dlopen)

package main

import "log"

func main() { log.Fatal("domains: built without libvirt") }
