# HookBot: `make help` lists what there is.
SHELL := /bin/bash
PREFIX ?= /usr/local
AGENT ?= auto
SWIFT ?= swift
CONFIGURATION_FLAGS := -c release --static-swift-stdlib

.DEFAULT_GOAL := help
.PHONY: help deps build demo test soak sanitize lint format bench install clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

deps: ## install what is missing (Debian packages)
	@scripts/install-dependencies

build: deps ## build the release binary
	@$(SWIFT) build $(CONFIGURATION_FLAGS) --product hookbot

demo: build ## do the main job once, end to end, against the built-in GitHub look-alike
	@scripts/demo --agent $(AGENT)

test: deps lint ## check the style, build and run every test
	@scripts/test

soak: ## kill it at random, at every failpoint and system call, and let GitHub fail; prints one table
	@scripts/soak

sanitize: deps ## run the tests under the address sanitizer with leak detection
	@scripts/test --sanitize

lint: ## check format, import directions and escapes from safety
	@scripts/lint

format: ## format the sources in place
	@$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests

bench: build ## measure against git and adnanh/webhook, with memory and start times
	@scripts/bench

install: build ## install below PREFIX (default /usr/local)
	@scripts/install "$(DESTDIR)$(PREFIX)"

clean: ## remove what was built
	@rm -rf .build
