<?php
// The site's own type of posts.
add_action(
	'init',
	fn() => register_post_type(
		'annual_report',
		array(
			'label'        => '年度报告',
			'public'       => true,
			'show_in_rest' => true,
			'supports'     => array( 'title', 'editor' ),
		)
	)
);
