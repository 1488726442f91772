<?php
// Installs WordPress into an empty database: php install.php SITE_DIR ADDRESS
[, $site, $address] = $argv;
$_SERVER['HTTP_HOST'] = parse_url($address, PHP_URL_HOST) . ':' . parse_url($address, PHP_URL_PORT);
define('WP_INSTALLING', true);
require $site . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('The Bench Courier', 'admin', 'admin@bench.example', true, '', 'bench-only');
update_option('siteurl', $address);
update_option('home', $address);
update_option('posts_per_page', 40);
update_option('permalink_structure', '/%year%/%monthnum%/%day%/%postname%/');
