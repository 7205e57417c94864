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
			printf(
				'<gouji-checker for="#content" mode="gate" publish="#publish" name="gouji_waivers" lang="zh-CN" value="%s"></gouji-checker>',
				esc_attr( get_post_meta( $post->ID, 'gouji_waivers', true ) )
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
		$reasons = gouji_refusal( wp_unslash( $data['post_content'] ), $waivers );
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
		$reasons = $public ? gouji_refusal( $content, get_post_meta( $id, 'gouji_waivers', true ) ) : null;
		return null === $reasons ? $post : new WP_Error( 'gouji', implode( "\n", $reasons ), array( 'status' => 400 ) );
	}
);

/**
 * Asks the command line whether a report may be published.
 *
 * @param string $body    The report as WordPress stores it.
 * @param string $waivers What the form sent under the element's name, JSON, or nothing.
 * @return string[]|null  Null where it may be published, else why not. Where the command
 *                        is missing or fails, that is the reason.
 */
function gouji_refusal( $body, $waivers = '' ) {
	$command  = array( defined( 'GOUJI_COMMAND' ) ? GOUJI_COMMAND : 'gouji', 'check', '--format', 'json' );
	$settings = null;
	$accepted = json_decode( $waivers, true )['waivers'] ?? array();
	if ( $accepted ) {
		// The waivers alone: the form is the browser's, and severities are the site's.
		$settings = tempnam( sys_get_temp_dir(), 'gouji' );
		file_put_contents( $settings, wp_json_encode( array( 'waivers' => $accepted ) ) );
		array_push( $command, '--settings', $settings );
	}
	// WordPress stores paragraphs as blank lines: the public reads them as paragraphs.
	$result = json_decode( gouji_run( array_merge( $command, array( '-' ) ), wpautop( $body ) ), true );
	if ( $settings ) {
		unlink( $settings );
	}
	if ( ! is_array( $result ) ) {
		return array( '年度报告未能核对：核对程序没有运行' );
	}
	if ( 'unreadable' === $result['status'] ) {
		return array( $result['reason']['message'] );
	}
	$errors = array_filter( $result['findings'], fn( $finding ) => 'error' === $finding['severity'] );
	return $errors ? array_values( array_column( $errors, 'message' ) ) : null;
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
