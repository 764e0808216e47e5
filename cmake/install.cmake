include(GNUInstallDirs)
install(TARGETS quartermaster qmctl RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES packaging/quartermaster.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES resources/icons/app.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps RENAME quartermaster.svg)
