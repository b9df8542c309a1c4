"""What machines are told of the site: search engines, previews of links, home screens."""
