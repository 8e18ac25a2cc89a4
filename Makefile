# bulkhead: make help lists the targets. Builds and caches live outside the checkout, but for bin/.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

CACHE := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/bulkhead
TOOLS := $(CACHE)/tools
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo devel)

# With gcc the binary can also load libvirt when it is first asked to; it needs no libvirt to be built.
HAS_GCC := $(shell command -v gcc >/dev/null 2>&1 && echo yes)
TAGS := $(if $(HAS_GCC),libvirt_dlopen)
export CGO_ENABLED := $(if $(HAS_GCC),1,0)

GO_PACKAGES := ./audit/... ./cmd/... ./collectors/... ./policies/... ./reports/...

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: build
build: ## Build bin/bulkhead, and bin/bulkhead-render that renders charts and kustomizations for it
	@$(if $(HAS_GCC),,echo "build: no gcc, so live libvirt is left out; install gcc to have it" >&2)
	go build -trimpath -tags '$(TAGS)' -ldflags '-s -w -X main.release=$(VERSION)' -o bin/ ./cmd/bulkhead
	CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -o bin/ ./cmd/bulkhead-render

.PHONY: demo
demo: build ## Audit the bundled sample estate: a cluster's snapshot and libvirt XML with real faults
	@bin/bulkhead audit testdata/demo/cluster.snapshot.zst testdata/demo/libvirt || [ $$? -eq 1 ]
	@bin/bulkhead isolation testdata/demo/cluster.snapshot.zst testdata/demo/libvirt
	@bin/bulkhead isolation testdata/demo/cluster.snapshot.zst testdata/demo/libvirt --from shop/Deployment/thumbnails

.PHONY: test
test: components ## Run all tests, against the real API server and the real libvirtd
	@$(MAKE) --no-print-directory check # anew, since gcc may have come with the components

.PHONY: test-long
test-long: components ## Run all tests as make test does, the generated ones ten times as long
	@BULKHEAD_LONG=1 $(MAKE) --no-print-directory check TIMEOUT=4h

# BULKHEAD_SEED is what generated tests start from: give the one that a run printed to repeat it.
ifndef BULKHEAD_SEED
BULKHEAD_SEED := $(shell date +%s%N)
endif
export BULKHEAD_SEED
TIMEOUT := 30m

.PHONY: check
check: ## Run all tests without installing anything first
	go vet ./... && CGO_ENABLED=0 go vet ./... && go vet -tags '$(TAGS)' ./...
	@echo "check: BULKHEAD_SEED=$(BULKHEAD_SEED)"
	go test -timeout $(TIMEOUT) -tags '$(TAGS)' $(filter-out ./cmd/...,$(GO_PACKAGES)) ./cmd/internal/...
	@# Last and alone: it audits the same libvirtd in which the collector's tests start and stop domains.
	go test -timeout $(TIMEOUT) -tags '$(TAGS)' ./cmd/bulkhead

.PHONY: fuzz
fuzz: ## Fuzz every decoder for FUZZTIME (default 30s) each
	@for package in $$(go list -tags '$(TAGS)' $(GO_PACKAGES)); do \
	  for target in $$(go test -tags '$(TAGS)' -list '^Fuzz' $$package | grep '^Fuzz' || true); do \
	    echo "fuzz: $$package $$target"; \
	    go test -tags '$(TAGS)' -run '^$$' -fuzz "^$$target$$" -fuzztime $(or $(FUZZTIME),30s) $$package; \
	  done; \
	done

.PHONY: components
components: ## Install and build what the tests need
	testdata/components

.PHONY: bench
bench: build ## Measure speed and memory as ratios to floors, side by side
	testdata/bench/run

.PHONY: lint
lint: tools ## Check formatting and run the linters
	@unformatted=$$($(TOOLS)/gofumpt -l audit cmd collectors policies reports); \
	  if [ -n "$$unformatted" ]; then echo "lint: gofumpt -w $$unformatted" >&2; exit 1; fi
	$(TOOLS)/staticcheck -tags '$(TAGS)' $(GO_PACKAGES)
	$(TOOLS)/opa check --strict --ignore '*.yaml' policies
	$(TOOLS)/regal lint policies

.PHONY: vulnerabilities
vulnerabilities: tools ## Look for known vulnerabilities in what the binary uses (needs the network)
	$(TOOLS)/govulncheck -tags '$(TAGS)' ./cmd/...

.PHONY: tools
tools: ## Build the pinned tools into the cache
	@testdata/tools/build $(TOOLS)

.PHONY: generate
generate: build ## Rewrite golden files and generated documentation
	go test ./reports ./cmd/bulkhead ./cmd/internal/schemas -run 'Golden|Docs|Demo|TestTable|EveryControlFires|BlastRadius|Attack' -update
