<?php
/**
 * Plugin Name: 勾稽：年度报告发布前核对
 *
 * Copy this file and gouji.classic.js into wp-content/mu-plugins. Where the command
 * is not on the PATH: define( 'GOUJI_COMMAND', '/usr/local/bin/gouji' ) in wp-config.php.
 */

// The type of the posts that are annual reports.
const GOUJI_TYPE = 'annual_report';

// The table block of WordPress before 6.2 takes merged cells apart: the classic editor keeps them.
add_filter(
	'use_block_editor_for_post_type',
	fn( $use, $type ) => $use && GOUJI_TYPE !== $type,
	10,
	2
);

// ---- The edit page -------------------------------------------------------------

add_action(
	'admin_enqueue_scripts',
	function () {
		if ( GOUJI_TYPE === get_current_screen()->post_type ) {
			wp_enqueue_script( 'gouji', content_url( 'mu-plugins/gouji.classic.js' ), array(), '1', true );
		}
	}
);

add_action(
	'edit_form_after_editor',
	function ( $post ) {
		if ( GOUJI_TYPE === $post->post_type ) {
			$before = gouji_year_before( get_post_field( 'post_title', $post->ID, 'raw' ) );
			printf(
				'<gouji-checker for="#content" mode="gate" publish="#publish" name="gouji_waivers" lang="zh-CN" value="%s" previous="%s"></gouji-checker>',
				esc_attr( get_post_meta( $post->ID, 'gouji_waivers', true ) ),
				esc_url( $before ? get_permalink( $before ) : '' )
			);
		}
	}
);

add_action(
	'save_post_' . GOUJI_TYPE,
	function ( $id ) {
		if ( isset( $_POST['gouji_waivers'] ) ) {
			update_post_meta( $id, 'gouji_waivers', $_POST['gouji_waivers'] );
		}
	}
);

// ---- The server: a request need not come from the page -------------------------

/** Every way to save a post comes here. A report with errors stays, or becomes, a draft. */
add_filter(
	'wp_insert_post_data',
	function ( $data, $given ) {
		$public = in_array( $data['post_status'], array( 'publish', 'future', 'private' ), true );
		if ( GOUJI_TYPE !== $data['post_type'] || ! $public ) {
			return $data;
		}
		$id      = $given['ID'] ?? 0;
		$waivers = isset( $_POST['gouji_waivers'] )
			? wp_unslash( $_POST['gouji_waivers'] )
			: get_post_meta( $id, 'gouji_waivers', true );
		$reasons = gouji_refusal( wp_unslash( $data['post_content'] ), $waivers, wp_unslash( $data['post_title'] ) );
		if ( null === $reasons ) {
			return $data;
		}
		if ( defined( 'XMLRPC_REQUEST' ) ) {
			// A program hears of nothing but a fault, whose text is written into XML as it stands.
			wp_die( esc_html( implode( "\n", $reasons ) ), '没有发布', array( 'response' => 400 ) );
		}
		if ( $id && in_array( get_post_status( $id ), array( 'publish', 'private' ), true ) ) {
			// What the public reads stays as it is, and the way back leads to what was written.
			$listed = '<ul><li>' . implode( '</li><li>', array_map( 'esc_html', $reasons ) ) . '</li></ul>';
			wp_die( '年度报告没有更新：' . $listed, '没有更新', array( 'response' => 400, 'back_link' => true ) );
		}
		$data['post_status'] = 'draft';
		set_transient( 'gouji_refused_' . get_current_user_id(), $reasons, MINUTE_IN_SECONDS );
		return $data;
	},
	10,
	2
);

// The edit page that comes next would say that it was published.
add_filter(
	'redirect_post_location',
	fn( $location ) => get_transient( 'gouji_refused_' . get_current_user_id() )
		? add_query_arg( 'message', 10, $location )
		: $location
);

add_action(
	'admin_notices',
	function () {
		$key     = 'gouji_refused_' . get_current_user_id();
		$reasons = get_transient( $key );
		if ( $reasons ) {
			delete_transient( $key );
			$listed = '<li>' . implode( '</li><li>', array_map( 'esc_html', $reasons ) ) . '</li>';
			echo '<div class="notice notice-error"><p>没有发布，已存为草稿：</p><ul>' . $listed . '</ul></div>';
		}
	}
);

/** Programs are told by the REST interface's own answer. */
add_filter(
	'rest_pre_insert_' . GOUJI_TYPE,
	function ( $post ) {
		$id      = $post->ID ?? 0;
		$status  = $post->post_status ?? ( $id ? get_post_status( $id ) : 'draft' );
		$public  = in_array( $status, array( 'publish', 'future', 'private' ), true );
		$content = $post->post_content ?? get_post_field( 'post_content', $id, 'raw' );
		$title   = $post->post_title ?? get_post_field( 'post_title', $id, 'raw' );
		$reasons = $public ? gouji_refusal( $content, get_post_meta( $id, 'gouji_waivers', true ), $title ) : null;
		return null === $reasons ? $post : new WP_Error( 'gouji', implode( "\n", $reasons ), array( 'status' => 400 ) );
	}
);

/**
 * Asks the command line whether a report may be published.
 *
 * @param string $body    The report as WordPress stores it.
 * @param string $waivers What the form sent under the element's name, JSON, or nothing.
 * @param string $title   Its title, which tells the report of the year before.
 * @return string[]|null  Null where it may be published, else why not. Where the command
 *                        is missing or fails, that is the reason.
 */
function gouji_refusal( $body, $waivers = '', $title = '' ) {
	$given    = array();
	$accepted = json_decode( $waivers, true )['waivers'] ?? array();
	if ( $accepted ) {
		// The waivers alone: the form is the browser's, and severities are the site's.
		$given['--settings'] = wp_json_encode( array( 'waivers' => $accepted ) );
	}
	$before = gouji_year_before( $title );
	if ( $before ) {
		$given['--previous'] = wpautop( $before->post_content );
	}
	$command = array( defined( 'GOUJI_COMMAND' ) ? GOUJI_COMMAND : 'gouji', 'check', '--format', 'json' );
	$files   = array();
	foreach ( $given as $option => $text ) {
		$file = tempnam( sys_get_temp_dir(), 'gouji' );
		file_put_contents( $file, $text );
		array_push( $command, $option, $file );
		$files[] = $file;
	}
	// WordPress stores paragraphs as blank lines: the public reads them as paragraphs.
	$lines = explode( "\n", trim( gouji_run( array_merge( $command, array( '-' ) ), wpautop( $body ) ) ) );
	array_map( 'unlink', $files );
	// The last line: one before it says that last year's report is none, as the page does, and holds nothing.
	$result = json_decode( end( $lines ), true );
	if ( ! is_array( $result ) ) {
		return array( '年度报告未能核对：核对程序没有运行' );
	}
	if ( 'unreadable' === $result['status'] ) {
		return array( $result['reason']['message'] );
	}
	$errors = array_filter( $result['findings'], fn( $finding ) => 'error' === $finding['severity'] );
	return $errors ? array_values( array_column( $errors, 'message' ) ) : null;
}

/**
 * The body's published report of the year before: the one titled as this but for the year.
 * Null where none is, or several are. Titles have to name the body where the site has
 * several: else ask for its own posts alone.
 */
function gouji_year_before( $title ) {
	list( $year, $words ) = gouji_told( $title );
	if ( ! $year ) {
		return null;
	}
	// Published ones, and none that asks for a password.
	$asked = array( 'post_type' => GOUJI_TYPE, 'has_password' => false, 'numberposts' => -1, 's' => ( $year - 1 ) . '年' );
	$found = array_filter( get_posts( $asked ), fn( $post ) => array( $year - 1, $words ) === gouji_told( $post->post_title ) );
	return 1 === count( $found ) ? reset( $found ) : null;
}

/** The year that a title tells, or 0, and its other words: those name the body. */
function gouji_told( $title ) {
	preg_match( '/(?<!\d)20\d\d(?=年)/u', $title, $year );
	return array( (int) ( $year[0] ?? 0 ), preg_replace( '/20\d\d年度?|年度|\s/u', '', $title ) );
}

/** What a command says of an input; nothing where it cannot be started. */
function gouji_run( $command, $input ) {
	$pipes   = array();
	$process = @proc_open( $command, array( array( 'pipe', 'r' ), array( 'pipe', 'w' ), array( 'file', '/dev/null', 'w' ) ), $pipes );
	if ( ! $process ) {
		return '';
	}
	fwrite( $pipes[0], $input );
	fclose( $pipes[0] );
	$said = stream_get_contents( $pipes[1] );
	proc_close( $process );
	return $said;
}
