# Cuts the faces that the window needs out of the Inter family, wherever it is installed, into ${QM_FONT_DIR}.
find_file(QM_INTER_REGULAR NAMES Inter-Regular.otf Inter-Regular.ttf
  PATHS /usr/share/fonts/opentype/inter /usr/share/fonts/truetype/inter /usr/share/fonts/inter /usr/share/fonts/OTF
        /usr/local/share/fonts/inter /opt/homebrew/share/fonts "$ENV{LOCALAPPDATA}/Microsoft/Windows/Fonts"
  DOC "Inter-Regular of Inter 4 (Debian: package fonts-inter); its siblings lie beside it" NO_DEFAULT_PATH)
if(NOT QM_INTER_REGULAR)
  message(FATAL_ERROR "Inter 4 is not installed (Debian: fonts-inter). Set QM_INTER_REGULAR to its Inter-Regular file.")
endif()

function(qm_python_with_fonttools ok python)
  execute_process(COMMAND ${python} -c "import fontTools" RESULT_VARIABLE missing OUTPUT_QUIET ERROR_QUIET)
  if(missing)
    set(${ok} FALSE PARENT_SCOPE)
  endif()
endfunction()
find_program(QM_FONT_PYTHON NAMES python3 python PATHS /usr/bin VALIDATOR qm_python_with_fonttools REQUIRED
  DOC "Python 3 with fonttools (Debian: python3-fonttools)")

get_filename_component(inter_dir ${QM_INTER_REGULAR} DIRECTORY)
get_filename_component(inter_ext ${QM_INTER_REGULAR} EXT)
set(QM_FONT_DIR ${CMAKE_CURRENT_BINARY_DIR}/fonts)
file(MAKE_DIRECTORY ${QM_FONT_DIR})
set(QM_FONT_FILES "")

function(qm_face target source family weight)
  add_custom_command(OUTPUT ${QM_FONT_DIR}/${target}
    COMMAND ${QM_FONT_PYTHON} ${CMAKE_SOURCE_DIR}/resources/fonts/cut.py
            ${inter_dir}/${source}${inter_ext} ${QM_FONT_DIR}/${target} ${family} ${weight} ${ARGN}
    DEPENDS ${CMAKE_SOURCE_DIR}/resources/fonts/cut.py ${inter_dir}/${source}${inter_ext}
    COMMENT "Cutting ${target}" VERBATIM)
  set(QM_FONT_FILES ${QM_FONT_FILES} ${QM_FONT_DIR}/${target} PARENT_SCOPE)
endfunction()

qm_face(text-400.otf Inter-Regular "Inter" 400)
qm_face(text-500.otf Inter-Medium "Inter" 500)
qm_face(text-600.otf Inter-SemiBold "Inter" 600)
qm_face(display-600.otf InterDisplay-SemiBold "Inter Display" 600)
qm_face(figures-400.otf Inter-Regular "QM Figures" 400 tabular)
qm_face(figures-500.otf Inter-Medium "QM Figures" 500 tabular)
qm_face(figures-600.otf Inter-SemiBold "QM Figures" 600 tabular)
qm_face(figures-display-600.otf InterDisplay-SemiBold "QM Figures Display" 600 tabular)
