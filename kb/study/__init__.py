"""Studies among practitioners: what is asked, and what the answers say."""
